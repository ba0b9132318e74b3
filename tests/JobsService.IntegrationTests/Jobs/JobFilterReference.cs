using JobsService.Application.Jobs;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>What a list should have, said again in C#, for random data and random filters.</summary>
internal sealed record JobFilterReference
{
    public bool OnlyUnfinished { get; init; }

    public long? BeginsAfter { get; init; }

    public long? BeginsBefore { get; init; }

    public long? FinishedAfter { get; init; }

    public long? FinishedBefore { get; init; }

    public IReadOnlyList<string> States { get; init; } = [];

    public IReadOnlyList<string> JobTypes { get; init; } = [];

    /// <summary>The query string that asks for it.</summary>
    public string Query =>
        string.Join(
            '&',
            new[]
            {
                Parameter(JobListParameterNames.BeginsAtAfter, BeginsAfter),
                Parameter(JobListParameterNames.BeginsAtBefore, BeginsBefore),
                Parameter(JobListParameterNames.FinishedAtAfter, FinishedAfter),
                Parameter(JobListParameterNames.FinishedAtBefore, FinishedBefore),
                Parameter(JobListParameterNames.State, States.Count == 0 ? null : string.Join(',', States)),
                Parameter(JobListParameterNames.JobType, JobTypes.Count == 0 ? null : string.Join(',', JobTypes)),
            }.OfType<string>()
        );

    public bool Includes(Job job) =>
        (!OnlyUnfinished || job.IsUnfinished)
        && IsAfter(job.BeginsAt, BeginsAfter)
        && IsBefore(job.BeginsAt, BeginsBefore)
        && IsAfter(job.FinishedAt, FinishedAfter)
        && IsBefore(job.FinishedAt, FinishedBefore)
        && IsAmong(job.State, States)
        && IsAmong(job.JobType, JobTypes);

    private static string? Parameter(string name, object? value) =>
        value is null ? null : $"{name}={Uri.EscapeDataString($"{value}")}";

    private static bool IsAfter(DateTimeOffset? time, long? bound) =>
        bound is null || (time is { } value && value.ToUnixTimeSeconds() > bound);

    private static bool IsBefore(DateTimeOffset? time, long? bound) =>
        bound is null || (time is { } value && value.ToUnixTimeSeconds() < bound);

    private static bool IsAmong(string word, IReadOnlyList<string> words) =>
        words.Count == 0 || words.Contains(word, StringComparer.OrdinalIgnoreCase);
}
