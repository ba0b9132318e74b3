using FsCheck;
using FsCheck.Fluent;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>Random jobs and filters, of so few values that they meet often.</summary>
internal static class RandomJobs
{
    public const int Organizations = 2;

    private static readonly string[] States = ["idle", "Paused", "finished", "FAILED", "cancelled", "tomorrow's"];
    private static readonly string[] Types = [JobType.Campaign, JobType.SubscriberImport, "listexport"];

    /// <summary>A second near the epoch, on either side of it.</summary>
    private static Gen<long> Second { get; } = Gen.Choose(-3, 3).Select(second => (long)second);

    /// <summary>A job with that id.</summary>
    public static Gen<Job> WithId(long id) =>
        from organization in Gen.Choose(1, Organizations)
        from state in Gen.Elements(States)
        from type in Gen.Elements(Types)
        from begins in OrNull(Second)
        from finished in OrNull(Second)
        from retries in Gen.Elements(true, false)
        select JobBuilder.Job(id, organization, state, retries ? JobBuilder.Time : null) with
        {
            JobType = type,
            BeginsAt = Time(begins),
            FinishedAt = Time(finished),
        };

    /// <summary>Jobs with different ids from 1 to a limit.</summary>
    public static Gen<Job[]> UpTo(int limit) =>
        from ids in Gen.SubListOf(Enumerable.Range(1, limit).Select(id => (long)id))
        from jobs in Gen.CollectToList(ids, WithId)
        select jobs.ToArray();

    /// <summary>A filter, with about half of what a filter can have.</summary>
    public static Gen<JobFilterReference> Filter { get; } =
        from onlyUnfinished in Gen.Elements(true, false)
        from beginsAfter in OrNull(Second)
        from beginsBefore in OrNull(Second)
        from finishedAfter in OrNull(Second)
        from finishedBefore in OrNull(Second)
        from states in Words(States)
        from types in Words(Types)
        select new JobFilterReference
        {
            OnlyUnfinished = onlyUnfinished,
            BeginsAfter = beginsAfter,
            BeginsBefore = beginsBefore,
            FinishedAfter = finishedAfter,
            FinishedBefore = finishedBefore,
            States = states,
            JobTypes = types,
        };

    private static Gen<long?> OrNull(Gen<long> gen) =>
        Gen.Frequency((2, Gen.Constant<long?>(null)), (1, gen.Select(value => (long?)value)));

    private static Gen<IReadOnlyList<string>> Words(string[] known) =>
        Gen.Frequency(
            (2, Gen.Constant<IReadOnlyList<string>>([])),
            (1, Gen.NonEmptyListOf(Gen.Elements(known)).Select(words => (IReadOnlyList<string>)[.. words.Take(5)]))
        );

    private static DateTimeOffset? Time(long? second) =>
        second is { } value ? DateTimeOffset.FromUnixTimeSeconds(value) : null;
}
