using FsCheck;
using FsCheck.Fluent;
using JobsService.Application.Filtering;
using JobsService.Application.Jobs;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>
/// Filters that are evaluated in memory, for changes and events. They select the jobs of the same reference with which
/// <see cref="PageWalkTests"/> compares the SQL of both engines.
/// </summary>
internal sealed class JobFilterTests
{
    private const int Filters = 5000;

    [Test]
    public void A_random_filter_includes_exactly_the_matching_jobs()
    {
        var random = from jobs in RandomJobs.UpTo(20) from filter in RandomJobs.Filter select (jobs, filter);

        Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Filters),
            Prop.ForAll(
                random.ToArbitrary(),
                given =>
                    Assert.That(
                        given.jobs.Where(Parsed(given.filter).Includes),
                        Is.EqualTo(given.jobs.Where(given.filter.Includes))
                    )
            )
        );
    }

    [Test]
    public void Every_filter_has_a_field()
    {
        foreach (var filter in JobFilters.List.Filters)
        {
            var parsed = Parsed(new JobFilterReference(OnlyUnfinished: false, [(filter, filter.Example)]));

            Assert.That(() => parsed.Includes(Job(1)), Throws.Nothing, filter.Name);
        }
    }

    private static JobFilter Parsed(JobFilterReference reference)
    {
        var values = reference.Used.ToLookup(
            used => used.Filter.Name,
            used => (string?)used.Value,
            StringComparer.Ordinal
        );
        var parameters = new ListParameters(name => [.. values[name]]);

        // The reference takes every job for one that was not updated for long.
        return new JobFilter(
            reference.OnlyUnfinished ? JobSubset.Unfinished : JobSubset.All,
            FilterValues.Read(JobFilters.List.Filters, parameters, problems: []),
            StalledBefore: DateTimeOffset.MaxValue
        );
    }
}
