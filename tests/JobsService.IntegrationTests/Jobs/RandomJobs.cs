using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using JobsService.Application.Filtering;
using JobsService.Application.Jobs;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>Random jobs and filters. They draw from few values, so that filters often match.</summary>
internal static class RandomJobs
{
    public const int Organizations = 2;

    private static readonly string[] States = ["idle", "Paused", "finished", "FAILED", "cancelled", "tomorrow's"];
    private static readonly string[] Types = [JobType.Campaign, JobType.SubscriberImport, "listexport"];

    private static readonly string[] Names =
    [
        "Ümlaut 100%",
        "ümLAUT 1000",
        "it's [a_b]",
        @"back\slash",
        "😀 NEWS",
        "news",
    ];
    private static readonly string[] Parts = ["Ü", "üm", "100%", "0%", "_", "[a", @"\", "'s", "😀", "NEWS", "ﬁ", "s"];

    /// <summary>A number of seconds close to the epoch, before or after it.</summary>
    private static Gen<long> Second { get; } = Gen.Choose(-3, 3).Select(second => (long)second);

    /// <summary>A random job with the given id.</summary>
    public static Gen<Job> WithId(long id) =>
        from organization in Gen.Choose(1, Organizations)
        from state in Gen.Elements(States)
        from type in Gen.Elements(Types)
        from begins in OrNull(Second)
        from finished in OrNull(Second)
        from started in OrNull(Second)
        from created in Second
        from updated in Second
        from retries in OrNull(Second)
        from state2 in Gen.Elements(null, "onhold_autowinner", "OnHold_Other")
        from paused in Gen.Elements(true, false)
        from list in OrNull(Gen.Choose(1, 3).Select(number => (long)number))
        from suppression in OrNull(Gen.Choose(1, 3).Select(number => (long)number))
        from name in Gen.Elements(Names)
        select JobBuilder.Job(id, organization, state, Time(retries)) with
        {
            JobType = type,
            Name = name,
            State2 = state2,
            Paused = paused,
            MailingListId = list,
            SuppressionListId = suppression,
            BeginsAt = Time(begins),
            StartedAt = Time(started),
            FinishedAt = Time(finished),
            CreatedAt = DateTimeOffset.FromUnixTimeSeconds(created),
            UpdatedAt = DateTimeOffset.FromUnixTimeSeconds(updated),
        };

    /// <summary>Random jobs with distinct ids from 1 to a limit.</summary>
    public static Gen<Job[]> UpTo(int limit) =>
        from ids in Gen.SubListOf(Enumerable.Range(1, limit).Select(id => (long)id))
        from jobs in Gen.CollectToList(ids, WithId)
        select jobs.ToArray();

    /// <summary>A list with about a tenth of the declared filters.</summary>
    public static Gen<JobFilterReference> Filter { get; } =
        from onlyUnfinished in Gen.Elements(true, false)
        from used in Gen.CollectToList(JobFilters.List.Filters, UsedOrNot)
        select new JobFilterReference(onlyUnfinished, [.. used.OfType<(Filter, string)>()]);

    private static Gen<(Filter, string)?> UsedOrNot(Filter filter) =>
        Gen.Frequency(
            (9, Gen.Constant<(Filter, string)?>(null)),
            (1, ValueOf(filter).Select(value => ((Filter, string)?)(filter, value)))
        );

    private static Gen<string> ValueOf(Filter filter) =>
        filter.Kind switch
        {
            TimeFilter => Second.Select(second => second.ToString(CultureInfo.InvariantCulture)),
            WordsFilter => Gen.NonEmptyListOf(Gen.Elements(WordsOf(filter)))
                .Select(words => string.Join(',', words.Take(5))),
            IntegersFilter => Gen.NonEmptyListOf(Gen.Choose(1, filter.Field == "id" ? 20 : 4))
                .Select(integers => string.Join(',', integers.Take(5))),
            TextFilter => Gen.Elements(Parts),
            FlagFilter => Gen.Elements("true", "false"),
            var kind => throw new NotSupportedException(
                $"{filter.Name}: {kind.GetType().Name} has no random values yet."
            ),
        };

    private static string[] WordsOf(Filter filter) =>
        filter.Field switch
        {
            "state" => States,
            "state2" => ["onhold_autowinner", "ONHOLD_OTHER", "none"],
            _ => Types,
        };

    private static Gen<long?> OrNull(Gen<long> gen) =>
        Gen.Frequency((2, Gen.Constant<long?>(null)), (1, gen.Select(value => (long?)value)));

    private static DateTimeOffset? Time(long? second) =>
        second is { } value ? DateTimeOffset.FromUnixTimeSeconds(value) : null;
}
