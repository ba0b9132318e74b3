using System.Net;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Jobs;

[OnEveryEngine]
internal sealed class FilterTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private string _key = null!;

    [SetUp]
    public async Task AddJobs()
    {
        await Database.AddOrganizations(1);
        _key = await Database.AddKey(1);
        await Database.AddJobs(
            Job(1) with
            {
                BeginsAt = Time.AddSeconds(-1),
                FinishedAt = Time.AddSeconds(1),
                State = "Finished",
            },
            Job(2) with
            {
                BeginsAt = Time,
                FinishedAt = Time,
                State = "failed",
                RetryAt = Time,
            },
            Job(3) with
            {
                BeginsAt = Time.AddSeconds(1),
                FinishedAt = Time.AddSeconds(-1),
                JobType = "SubscriberImport",
            },
            Job(4) with
            {
                BeginsAt = null,
                FinishedAt = null,
                JobType = "a type of, tomorrow",
                State = "PAUSED",
            },
            Job(5) with
            {
                BeginsAt = DateTimeOffset.UnixEpoch.AddYears(-1000),
                State = "%",
            }
        );
    }

    // The time is 2024-02-29T23:59:59Z, 1709251199.
    [TestCase("", ExpectedResult = new long[] { 1, 2, 3, 4, 5 })]
    [TestCase("_=1404394620&&__=x&_", ExpectedResult = new long[] { 1, 2, 3, 4, 5 })]
    [TestCase("begins_at__after=1709251199", ExpectedResult = new long[] { 3 })]
    [TestCase("begins_at__after=1709251198", ExpectedResult = new long[] { 2, 3 })]
    [TestCase("begins_at__after=2024-02-29T23:59:58.9Z", ExpectedResult = new long[] { 2, 3 })]
    [TestCase("begins_at__after=2024-02-29T23:59:59.1Z", ExpectedResult = new long[] { 3 })]
    [TestCase("begins_at__after=2024-03-01T01:59:59%2B02:00", ExpectedResult = new long[] { 3 })]
    [TestCase("begins_at__after=2024-03-01T01:59:59+02:00", ExpectedResult = new long[] { 3 })]
    [TestCase("begins_at__before=2024-02-29T23:59:59Z", ExpectedResult = new long[] { 1, 5 })]
    [TestCase("begins_at__before=2024-02-29T23:59:59.1Z", ExpectedResult = new long[] { 1, 2, 5 })]
    [TestCase("begins_at__before=0001-01-01T00:00:00Z", ExpectedResult = new long[] { })]
    [TestCase("begins_at__before=9999-12-31T23:59:59Z", ExpectedResult = new long[] { 1, 2, 3, 5 })]
    [TestCase(
        "begins_at__before=9999-12-31T23:59:59.9999999Z&begins_at__after=-1",
        ExpectedResult = new long[] { 1, 2, 3 }
    )]
    [TestCase("begins_at__before=0001-01-01T00:00:00Z&begins_at__after=0", ExpectedResult = new long[] { })]
    [TestCase("begins_at__after=0001-01-01T00:00:00Z", ExpectedResult = new long[] { 1, 2, 3, 5 })]
    [TestCase("begins_at__before=-1", ExpectedResult = new long[] { 5 })]
    [TestCase("finished_at__after=1709251198&finished_at__before=1709251200", ExpectedResult = new long[] { 2 })]
    [TestCase("finished_at__after=1709251200&finished_at__before=1709251198", ExpectedResult = new long[] { })]
    [TestCase("state=finished", ExpectedResult = new long[] { 1 })]
    [TestCase("state=paused,FAILED", ExpectedResult = new long[] { 2, 4 })]
    [TestCase("state=paused&state=failed,finished", ExpectedResult = new long[] { 1, 2, 4 })]
    [TestCase("state=paused,failed,PAUSED", ExpectedResult = new long[] { 2, 4 })]
    [TestCase("state=%25", ExpectedResult = new long[] { 5 })]
    [TestCase("state=finishe_", ExpectedResult = new long[] { })]
    [TestCase("state=' OR 1=1 --", ExpectedResult = new long[] { })]
    [TestCase("job_type=subscriberimport", ExpectedResult = new long[] { 3 })]
    [TestCase("job_type=campaign&state=failed&begins_at__after=0", ExpectedResult = new long[] { 2 })]
    [TestCase("job_type=a type of", ExpectedResult = new long[] { })]
    [TestCase("state=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,failed", ExpectedResult = new long[] { 2 })]
    public async Task<IReadOnlyList<long>> A_filtered_list_has_exactly_the_matching_jobs(string query)
    {
        await using var service = await RunningService.Start(Database);

        return (await Envelope.Of(await service.Get($"{Routes.All}?{query}", _key))).Ids;
    }

    [Test]
    public async Task Filters_apply_to_every_list_of_jobs()
    {
        var key = await Database.AddKey(1, Domain.ApiKeys.ApiKeyRole.SystemAdmin);
        await using var service = await RunningService.Start(Database);
        ServiceRoute[] lists = [.. (await ServiceRoutes.All()).Where(route => route.IsListOfJobs)];
        Assert.That(lists, Has.Length.GreaterThanOrEqualTo(6));
        foreach (var list in lists)
        {
            var path = ServiceRoutes.WithIds(list.Template, organizationId: 1, id: 1);

            var answer = await Envelope.Of(await service.Get($"{path}?state=failed,paused&begins_at__after=0", key));

            Assert.That(answer.Ids, Is.EqualTo(new long[] { 2 }), path);
        }
    }

    [TestCase("begins_at__after=", "begins_at__after")]
    [TestCase("begins_at__before=yesterday", "begins_at__before")]
    [TestCase("finished_at__after=2024-02-30T00:00:00Z", "finished_at__after")]
    [TestCase("finished_at__before=253402300800", "finished_at__before")]
    [TestCase("begins_at__after=1&begins_at__after=1", "begins_at__after")]
    [TestCase("state=", "state")]
    [TestCase("state=a,,b", "state")]
    [TestCase("state=failed, paused", "state")]
    [TestCase("state=failed%09", "state")]
    [TestCase("state=%E2%84%AA", "state")]
    [TestCase("state=ünknown", "state")]
    [TestCase("state=a%00", "state")]
    [TestCase("job_type=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u", "job_type")]
    [TestCase("job_type=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "job_type")]
    [TestCase("page=-1", "page")]
    [TestCase("page=", "page")]
    [TestCase("page=2147483648", "page")]
    [TestCase("page=1&page=2", "page")]
    [TestCase("page=１", "page")]
    [TestCase("page=0%00", "page")]
    [TestCase("per_page=0", "per_page")]
    [TestCase("per_page=1.5", "per_page")]
    [TestCase("per_page=-2001", "per_page")]
    [TestCase("per_page=", "per_page")]
    [TestCase("page=0&page_token=", "page")]
    [TestCase("page_token=AQAAAAAAAAAq", "page_token")]
    [TestCase("page_token=&page_token=", "page_token")]
    public async Task The_error_of_an_invalid_parameter_starts_with_its_name(string query, string name)
    {
        await using var service = await RunningService.Start(Database);

        var answer = await Envelope.Of(await service.Get($"{Routes.All}?{query}", _key));

        Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_request")));
        Assert.That(answer.ErrorMessage, Does.StartWith($"{name} "));
    }

    [Test]
    public async Task One_response_reports_all_invalid_parameters()
    {
        await using var service = await RunningService.Start(Database);

        var answer = await Envelope.Of(
            await service.Get(
                $"{Routes.All}?begins_at__after=x&begins_at__before=x&finished_at__after=x&finished_at__before=x"
                    + "&state=&job_type=&page=x&per_page=5000&page_token=x",
                _key
            )
        );

        Assert.That(answer.ErrorCode, Is.EqualTo("invalid_request"));
        Assert.That(
            answer.ErrorMessage!.Split(". ").Select(problem => problem.Split(' ')[0]),
            Is.EqualTo(
                new[]
                {
                    "begins_at__after",
                    "begins_at__before",
                    "finished_at__after",
                    "finished_at__before",
                    "state",
                    "job_type",
                    "page",
                    "per_page",
                    "page_token",
                    "page",
                }
            )
        );
    }

    [TestCase("per_page=2001")]
    [TestCase("per_page=99999999999999999999999")]
    public async Task A_page_size_above_the_limit_is_rejected(string query)
    {
        await using var service = await RunningService.Start(Database);

        var answer = await Envelope.Of(await service.Get($"{Routes.All}?{query}", _key));

        Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo((HttpStatusCode.BadRequest, "requested_too_many")));
        Assert.That(answer.ErrorMessage, Does.StartWith("per_page ").And.Contain("2000"));
    }
}
