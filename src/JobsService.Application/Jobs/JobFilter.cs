using JobsService.Domain.Jobs;

namespace JobsService.Application.Jobs;

/// <summary>Which of the jobs in scope belong to a list. What is null says nothing; the rest holds together.</summary>
public sealed record JobFilter
{
    /// <summary>Whether only jobs belong for which <see cref="Job.IsUnfinished"/> holds.</summary>
    public bool OnlyUnfinished { get; init; }

    /// <summary>The job begins strictly after this second.</summary>
    public DateTimeOffset? BeginsAtAfter { get; init; }

    /// <summary>The job begins strictly before this second.</summary>
    public DateTimeOffset? BeginsAtBefore { get; init; }

    /// <summary>The job ended strictly after this second.</summary>
    public DateTimeOffset? FinishedAtAfter { get; init; }

    /// <summary>The job ended strictly before this second.</summary>
    public DateTimeOffset? FinishedAtBefore { get; init; }

    /// <summary>The job is in one of these states, in any case: 1 to <see cref="JobListParameters.MaxWords"/> of them.</summary>
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>The job is of one of these types, in any case: 1 to <see cref="JobListParameters.MaxWords"/> of them.</summary>
    public IReadOnlyList<string>? JobTypes { get; init; }

    /// <summary>The filter that parameters ask for.</summary>
    /// <exception cref="InvalidOperationException">They did not pass their validator.</exception>
    internal static JobFilter Of(JobListParameters parameters, bool onlyUnfinished) =>
        new()
        {
            OnlyUnfinished = onlyUnfinished,
            BeginsAtAfter = After(parameters.BeginsAtAfter),
            BeginsAtBefore = Before(parameters.BeginsAtBefore),
            FinishedAtAfter = After(parameters.FinishedAtAfter),
            FinishedAtBefore = Before(parameters.FinishedAtBefore),
            States = WordsOrNull(parameters.State),
            JobTypes = WordsOrNull(parameters.JobType),
        };

    /// <summary>The different words of a parameter that takes several: in lower case, sorted.</summary>
    internal static IReadOnlyList<string> Words(IReadOnlyList<string?> values) =>
        [
            .. values
                .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
                .Select(word => word.ToLowerInvariant())
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static DateTimeOffset? After(IReadOnlyList<string?> values) =>
        values switch
        {
            [] => null,
            [var text] when TimeBound.TryReadAfter(text, out var bound) => bound,
            _ => throw NotValidated(values),
        };

    private static DateTimeOffset? Before(IReadOnlyList<string?> values) =>
        values switch
        {
            [] => null,
            [var text] when TimeBound.TryReadBefore(text, out var bound) => bound,
            _ => throw NotValidated(values),
        };

    private static IReadOnlyList<string>? WordsOrNull(IReadOnlyList<string?> values) =>
        values.Count == 0 ? null : Words(values);

    // Never null instead: a filter that is not understood must not turn into one that lets everything through.
    private static InvalidOperationException NotValidated(IReadOnlyList<string?> values) =>
        new($"'{string.Join(',', values)}' is no time; the parameters did not pass their validator.");
}
