using JobsService.Domain.ApiKeys;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>The domain and the SQL define "unfinished" identically.</summary>
[OnEveryEngine]
internal sealed class UnfinishedTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private static readonly string[] States =
    [
        .. JobState
            .OfCampaigns.Concat(JobState.OfSubscriberImports)
            .Concat(JobState.OfAnyJob)
            .Distinct(StringComparer.Ordinal)
            .SelectMany(state => new[] { state, state.ToUpperInvariant() }),
        "a-state-of-tomorrow",
        "",
        "finishe",
        "finishedx",
    ];

    [TestCase(ApiKeyRole.OrganizationAdmin)]
    [TestCase(ApiKeyRole.SystemAdmin)]
    public async Task The_database_and_the_domain_agree_on_unfinished_jobs_in_every_state(ApiKeyRole role)
    {
        await Database.AddOrganizations(1);
        Job[] jobs =
        [
            .. States
                .SelectMany(state => new[] { (state, retryAt: (DateTimeOffset?)null), (state, JobBuilder.Time) })
                .Select((job, index) => JobBuilder.Job(index + 1, state: job.state, retryAt: job.retryAt)),
        ];
        await Database.AddJobs(jobs);
        var key = await Database.AddKey(1, role);
        await using var service = await RunningService.Start(Database);

        var answer = await Envelope.Of(await service.Get(Routes.Unfinished, key));

        var expected = jobs.Where(job => job.IsUnfinished).Select(job => job.Id);
        Assert.That(answer.Ids, Is.EqualTo(expected).And.Not.Empty);
    }
}
