using System.Net;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Service;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Http;

/// <summary>The routes for system admins, from which other callers learn nothing, and the route for one job.</summary>
[OnEveryEngine]
internal sealed class OrganizationRouteTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const long Unknown = 4711;

    private static readonly string[] ForSystemAdmins =
    [
        Routes.AllOnAllOrganizations,
        Routes.UnfinishedOnAllOrganizations,
        Routes.AllOf(1),
        Routes.AllOf(2),
        Routes.AllOf(Unknown),
        Routes.UnfinishedOf(1),
        Routes.UnfinishedOf(2),
        Routes.UnfinishedOf(Unknown),
    ];

    [SetUp]
    public async Task AddJobsOfTwoOrganizations()
    {
        await Database.AddOrganizations(1, 2, 3);
        await Database.AddJobs(Job(10, 1), Job(11, 2), Job(12, 1, "finished"), Job(13, 2, "failed"), Job(14, 2));
    }

    [TestCase(Routes.AllOnAllOrganizations, ExpectedResult = new long[] { 10, 11, 12, 13, 14 })]
    [TestCase(Routes.UnfinishedOnAllOrganizations, ExpectedResult = new long[] { 10, 11, 14 })]
    [TestCase("/ga/api/v2/organizations/2/jobs/all", ExpectedResult = new long[] { 11, 13, 14 })]
    [TestCase("/ga/api/v2/organizations/2/jobs/unfinished", ExpectedResult = new long[] { 11, 14 })]
    [TestCase("/ga/api/v2/organizations/3/jobs/all", ExpectedResult = new long[] { })]
    public async Task<IReadOnlyList<long>> A_system_admin_gets_the_jobs_of_the_requested_organizations(string route)
    {
        var key = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        await using var service = await RunningService.Start(Database);

        return (await Envelope.Of(await service.Get(route, key))).Ids;
    }

    [Test]
    public async Task Jobs_of_an_inactive_organization_are_still_listed()
    {
        var key = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        await Database.Execute("UPDATE organizations SET active = @no WHERE id = 2", new { no = false });
        await using var service = await RunningService.Start(Database);

        Assert.That((await Envelope.Of(await service.Get(Routes.AllOf(2), key))).Ids, Is.Not.Empty);
    }

    [Test]
    public async Task An_organization_that_does_not_exist_is_not_found()
    {
        var key = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        await using var service = await RunningService.Start(Database);
        foreach (var query in new[] { "", "?per_page=3", "?page_token=" })
        {
            var answer = await Envelope.Of(await service.Get(Routes.AllOf(Unknown) + query, key));

            Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo((HttpStatusCode.NotFound, "not_found")));
        }
    }

    [Test]
    public async Task An_organization_admin_gets_the_same_403_whether_or_not_the_organization_exists(
        [Values(1, 2)] long organizationId
    )
    {
        var key = await Database.AddKey(organizationId);
        await using var service = await RunningService.Start(Database);
        foreach (var path in ForSystemAdmins)
        {
            foreach (var query in new[] { "", "?per_page=0", "?page_token=damaged", "?state=" })
            {
                using var response = await service.Get(path + query, key);

                Assert.That(
                    (response.StatusCode, await response.Content.ReadAsStringAsync()),
                    Is.EqualTo(
                        (
                            HttpStatusCode.Forbidden,
                            """{"success":false,"data":null,"error_code":"not_authorized","error_message":"This API key may not use this route."}"""
                        )
                    ),
                    path + query
                );
            }
        }
    }

    [Test]
    public async Task A_single_job_is_an_object_in_the_envelope()
    {
        var key = await Database.AddKey(1);
        await PublishedExample.Insert(Database);
        await using var service = await RunningService.Start(Database);

        using var response = await service.Get(Routes.Job(1), key);

        Assert.That(
            await response.Content.ReadAsStringAsync(),
            Is.EqualTo(
                PublishedExample
                    .Answer.Replace("[", "", StringComparison.Ordinal)
                    .Replace("]", "", StringComparison.Ordinal)
            )
        );
    }

    [Test]
    public async Task A_system_admin_gets_any_job()
    {
        var key = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        await using var service = await RunningService.Start(Database);

        var answer = await Envelope.Of(await service.Get(Routes.Job(13), key));

        Assert.That(answer.Data.GetProperty("id").GetInt64(), Is.EqualTo(13));
    }

    [Test]
    public async Task A_job_out_of_scope_gets_the_same_404_as_a_missing_job()
    {
        var key = await Database.AddKey(2);
        await using var service = await RunningService.Start(Database);

        var outOfScope = await FullResponse(await service.Get(Routes.Job(10), key));
        var missing = await FullResponse(await service.Get(Routes.Job(Unknown), key));
        var largest = await FullResponse(await service.Get(Routes.Job(long.MaxValue), key));

        Assert.That(outOfScope, Does.StartWith("404 ").And.Contain("not_found"));
        Assert.That(new[] { missing, largest }, Is.All.EqualTo(outOfScope));
    }

    [TestCase("/ga/api/v2/jobs/x")]
    [TestCase("/ga/api/v2/jobs/9223372036854775808")]
    [TestCase("/ga/api/v2/jobs/1.0")]
    [TestCase("/ga/api/v2/jobs/010")]
    [TestCase("/ga/api/v2/jobs/+10")]
    [TestCase("/ga/api/v2/jobs/%2010")]
    [TestCase("/ga/api/v2/jobs/10%0A")]
    [TestCase("/ga/api/v2/jobs/-0")]
    [TestCase("/ga/api/v2/organizations/x/jobs/all")]
    [TestCase("/ga/api/v2/organizations/jobs/all")]
    public async Task A_malformed_id_is_an_unknown_route(string path)
    {
        var key = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        await using var service = await RunningService.Start(Database);

        var answer = await Envelope.Of(await service.Get(path, key));

        Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo((HttpStatusCode.NotFound, "not_found")));
    }

    /// <summary>Status, headers and body, without the headers that differ in every response.</summary>
    private static async Task<string> FullResponse(HttpResponseMessage response)
    {
        string[] perRequestHeaders = ["X-Request-Id", "X-Runtime", "X-RateLimit-Remaining", "Date"];
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .Where(header => !perRequestHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
        return $"{(int)response.StatusCode} {string.Join('\n', headers)}\n\n{await response.Content.ReadAsStringAsync()}";
    }
}
