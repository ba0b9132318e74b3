namespace JobsService.Domain.Jobs;

/// <summary>Adds up numbers of jobs by state and type, ignoring case. Not thread-safe.</summary>
public sealed class JobCounter
{
    private readonly Dictionary<(string State, string JobType), JobCount> _counts = [];

    /// <summary>
    /// The sum for each state and type: the largest first, then by state, then by type. Of words that differ in case only,
    /// the first in ordinal order is used.
    /// </summary>
    public IReadOnlyList<JobCount> Counts =>
        [
            .. _counts
                .Values.OrderByDescending(count => count.Jobs)
                .ThenBy(count => count.State, StringComparer.OrdinalIgnoreCase)
                .ThenBy(count => count.JobType, StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>Adds jobs of one state and type.</summary>
    public void Add(JobCount count)
    {
        var key = (count.State.ToUpperInvariant(), count.JobType.ToUpperInvariant());
        _counts[key] = _counts.TryGetValue(key, out var sum)
            ? new JobCount(First(sum.State, count.State), First(sum.JobType, count.JobType), sum.Jobs + count.Jobs)
            : count;
    }

    private static string First(string one, string other) => string.CompareOrdinal(one, other) <= 0 ? one : other;
}
