using JobsService.Domain.Jobs;

namespace JobsService.Application.Jobs;

/// <summary>Which of the jobs in scope belong to a list. What is null says nothing; the rest holds together.</summary>
public sealed record JobFilter
{
    /// <summary>Whether only jobs belong for which <see cref="Job.IsUnfinished"/> holds.</summary>
    public bool OnlyUnfinished { get; init; }

    /// <summary>The job begins strictly after this second.</summary>
    public DateTimeOffset? BeginsAtAfter { get; init; }

    /// <summary>The job begins at this second or before.</summary>
    public DateTimeOffset? BeginsAtUntil { get; init; }

    /// <summary>The job ended strictly after this second.</summary>
    public DateTimeOffset? FinishedAtAfter { get; init; }

    /// <summary>The job ended at this second or before.</summary>
    public DateTimeOffset? FinishedAtUntil { get; init; }

    /// <summary>The job is in one of these states, in any case: 1 to <see cref="JobListParameters.MaxWords"/> of them.</summary>
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>The job is of one of these types, in any case: 1 to <see cref="JobListParameters.MaxWords"/> of them.</summary>
    public IReadOnlyList<string>? JobTypes { get; init; }

    /// <summary>The filter that parameters ask for.</summary>
    /// <exception cref="InvalidOperationException">They did not pass their validator.</exception>
    internal static JobFilter Of(JobListParameters parameters, bool onlyUnfinished)
    {
        var (beginsAtAfter, beginsAtUntil) = Period(parameters.BeginsAtAfter, parameters.BeginsAtBefore);
        var (finishedAtAfter, finishedAtUntil) = Period(parameters.FinishedAtAfter, parameters.FinishedAtBefore);
        return new JobFilter
        {
            OnlyUnfinished = onlyUnfinished,
            BeginsAtAfter = beginsAtAfter,
            BeginsAtUntil = beginsAtUntil,
            FinishedAtAfter = finishedAtAfter,
            FinishedAtUntil = finishedAtUntil,
            States = Words(parameters.State),
            JobTypes = Words(parameters.JobType),
        };
    }

    private static (DateTimeOffset? After, DateTimeOffset? Until) Period(
        IReadOnlyList<string?> after,
        IReadOnlyList<string?> before
    )
    {
        DateTimeOffset? from = after switch
        {
            [] => null,
            [var text] when TimeBound.TryReadAfter(text, out var second) => second,
            _ => throw NotValidated(after),
        };
        return before switch
        {
            [] => (from, null),
            [var text] when TimeBound.TryReadBefore(text, out var last) => last is null ? Never : (from, last),
            _ => throw NotValidated(before),
        };
    }

    // Nothing comes after the last second that there is.
    private static (DateTimeOffset? After, DateTimeOffset? Until) Never =>
        (DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.MaxValue.ToUnixTimeSeconds()), null);

    private static IReadOnlyList<string>? Words(IReadOnlyList<string?> values) =>
        values switch
        {
            [] => null,
            _ when WordList.IsValid(values) => WordList.Read(values),
            _ => throw NotValidated(values),
        };

    // Never null instead: a filter that is not understood must not turn into one that lets everything through.
    private static InvalidOperationException NotValidated(IReadOnlyList<string?> values) =>
        new($"'{string.Join(',', values)}' is no filter; the parameters did not pass their validator.");
}
