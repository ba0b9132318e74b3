namespace JobsService.Domain.Jobs;

/// <summary>The numbers of jobs in a scope. All of them are from one consistent read.</summary>
/// <param name="AsOf">When the jobs were counted, UTC, in whole seconds.</param>
/// <param name="Unfinished">The number of jobs for which <see cref="Job.IsUnfinished"/> is true.</param>
/// <param name="Stalled">The number of jobs for which <see cref="Job.IsStalled"/> is true.</param>
/// <param name="Counts">The number of jobs of each state and type, as <see cref="JobCounter.Counts"/> returns it.</param>
public sealed record JobStatistics(DateTimeOffset AsOf, long Unfinished, long Stalled, IReadOnlyList<JobCount> Counts)
{
    /// <summary>The number of jobs.</summary>
    public long Total => Counts.Sum(count => count.Jobs);
}
