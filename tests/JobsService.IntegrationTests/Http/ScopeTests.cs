using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Service;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Http;

[OnEveryEngine]
internal sealed class ScopeTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    [SetUp]
    public async Task AddJobsOfThreeOrganizations()
    {
        await Database.AddOrganizations(1, 2, 3);
        await Database.AddJobs(Job(10, 1), Job(11, 2), Job(12, 3), Job(13, 2), Job(14, 2, "finished"), Job(15, 3));
    }

    [TestCase(Routes.All, ExpectedResult = new long[] { 11, 13, 14 })]
    [TestCase(Routes.Unfinished, ExpectedResult = new long[] { 11, 13 })]
    public async Task<IReadOnlyList<long>> An_organizations_key_sees_the_jobs_of_its_organization_only(string route)
    {
        var key = await Database.AddKey(2);
        await using var service = await RunningService.Start(Database);

        return (await Envelope.Of(await service.Get(route, key))).Ids;
    }

    [TestCase(Routes.All, ExpectedResult = new long[] { 10 })]
    [TestCase(Routes.Unfinished, ExpectedResult = new long[] { 10 })]
    public async Task<IReadOnlyList<long>> An_organization_admin_of_organization_1_sees_the_jobs_of_organization_1_only(
        string route
    )
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(Database);

        return (await Envelope.Of(await service.Get(route, key))).Ids;
    }

    [TestCase(Routes.All, ExpectedResult = new long[] { 10, 11, 12, 13, 14, 15 })]
    [TestCase(Routes.Unfinished, ExpectedResult = new long[] { 10, 11, 12, 13, 15 })]
    public async Task<IReadOnlyList<long>> A_system_admins_key_sees_every_job(string route)
    {
        var key = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        await using var service = await RunningService.Start(Database);

        return (await Envelope.Of(await service.Get(route, key))).Ids;
    }

    [Test]
    public async Task Concurrent_requests_never_see_jobs_of_another_organization()
    {
        var keys = new[] { await Database.AddKey(2), await Database.AddKey(3) };
        long[][] expected =
        [
            [11, 13],
            [12, 15],
        ];
        await using var service = await RunningService.Start(Database);

        await Parallel.ForAsync(
            0,
            200,
            async (request, _) =>
            {
                var answer = await Envelope.Of(await service.Get(Routes.Unfinished, keys[request % 2]));
                Assert.That(answer.Ids, Is.EqualTo(expected[request % 2]));
            }
        );
    }
}
