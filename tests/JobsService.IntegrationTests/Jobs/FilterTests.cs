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
                MailingListId = 12,
                Paused = true,
                StartedAt = Time,
            },
            Job(4) with
            {
                BeginsAt = null,
                FinishedAt = null,
                JobType = "a type of, tomorrow",
                Name = "ÜMLAUT 100%",
                StartedAt = Time.AddSeconds(-10),
                State = "PAUSED",
                UpdatedAt = Time.AddSeconds(-1),
            },
            Job(5) with
            {
                BeginsAt = DateTimeOffset.UnixEpoch.AddYears(-1000),
                MailingListId = 13,
                Name = "Ümlaut 1000",
                State = "%",
                State2 = "OnHold_AutoWinner",
                SuppressionListId = 7,
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
    [TestCase("created_at__after=2024-02-29T23:59:58Z", ExpectedResult = new long[] { 1, 2, 3, 4, 5 })]
    [TestCase("created_at__before=2024-02-29T23:59:59Z", ExpectedResult = new long[] { })]
    [TestCase("started_at__after=0", ExpectedResult = new long[] { 3, 4 })]
    [TestCase("started_at__before=2024-02-29T23:59:59Z", ExpectedResult = new long[] { 4 })]
    [TestCase("updated_at__after=2024-02-29T23:59:59Z", ExpectedResult = new long[] { })]
    [TestCase("updated_at__before=2024-02-29T23:59:59Z", ExpectedResult = new long[] { 4 })]
    [TestCase("retry_at__after=1709251198", ExpectedResult = new long[] { 2 })]
    [TestCase("retry_at__before=1709251199", ExpectedResult = new long[] { })]
    [TestCase("id=3", ExpectedResult = new long[] { 3 })]
    [TestCase("id=5,1&id=0003", ExpectedResult = new long[] { 1, 3, 5 })]
    [TestCase("id=-9223372036854775808,9223372036854775807", ExpectedResult = new long[] { })]
    [TestCase("mailing_list_id=12,13", ExpectedResult = new long[] { 3, 5 })]
    [TestCase("mailing_list_id=13&suppression_list_id=7", ExpectedResult = new long[] { 5 })]
    [TestCase("state2=ONHOLD_autowinner", ExpectedResult = new long[] { 5 })]
    [TestCase("state2=other,onhold_autowinner", ExpectedResult = new long[] { 5 })]
    [TestCase("paused=true", ExpectedResult = new long[] { 3 })]
    [TestCase("paused=False", ExpectedResult = new long[] { 1, 2, 4, 5 })]
    [TestCase("name_contains=ümlaut", ExpectedResult = new long[] { 4, 5 })]
    [TestCase("name_contains=100%25", ExpectedResult = new long[] { 4 })]
    [TestCase("name_contains=_", ExpectedResult = new long[] { })]
    [TestCase("stalled=true", ExpectedResult = new long[] { 4 })]
    [TestCase("stalled=false", ExpectedResult = new long[] { 1, 2, 3, 5 })]
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
    [TestCase("id=", "id")]
    [TestCase("id=1,", "id")]
    [TestCase("id=9223372036854775808", "id")]
    [TestCase("id=1.0", "id")]
    [TestCase("id=%201", "id")]
    [TestCase("id=1%00", "id")]
    [TestCase("name_contains=%00", "name_contains")]
    [TestCase("name_contains=a%00b", "name_contains")]
    [TestCase("mailing_list_id=x", "mailing_list_id")]
    [TestCase("paused=1", "paused")]
    [TestCase("paused=true&paused=true", "paused")]
    [TestCase("stalled=", "stalled")]
    [TestCase("name_contains=", "name_contains")]
    [TestCase("fields=", "fields")]
    [TestCase("fields=id,stat", "fields")]
    [TestCase("format=xml", "format")]
    [TestCase("format=csv&format=csv", "format")]
    [TestCase("bom=true", "bom")]
    [TestCase("bom=1&format=csv", "bom")]
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
    public async Task A_hundred_different_ids_are_allowed_and_one_more_is_not()
    {
        await using var service = await RunningService.Start(Database);
        var hundred = string.Join(',', Enumerable.Range(3, 100));

        var allowed = await Envelope.Of(await service.Get($"{Routes.All}?id={hundred}&id=4", _key));
        var refused = await Envelope.Of(await service.Get($"{Routes.All}?id={hundred}&id=2", _key));
        var tooLong = await Envelope.Of(await service.Get($"{Routes.All}?name_contains={new string('a', 101)}", _key));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(allowed.Ids, Is.EqualTo(new long[] { 3, 4, 5 }));
            Assert.That(refused.ErrorMessage, Does.StartWith("id ").And.Contain("at most 100"));
            Assert.That(tooLong.ErrorMessage, Does.StartWith("name_contains ").And.Contain("1 to 100"));
        }
    }

    [Test]
    public async Task One_response_reports_all_invalid_parameters()
    {
        await using var service = await RunningService.Start(Database);

        var answer = await Envelope.Of(
            await service.Get(
                $"{Routes.All}?begins_at__after=x&begins_at__before=x&finished_at__after=x&finished_at__before=x"
                    + "&state=&job_type=&created_at__after=x&retry_at__before=x&id=x&mailing_list_id=&suppression_list_id=1.5&state2="
                    + "&paused=1&name_contains=&stalled=1&order_by=x&fields=x&format=xml&bom=1&page=x&per_page=5000&page_token=x"
                    + "&stat=x",
                _key
            )
        );

        Assert.That(answer.ErrorCode, Is.EqualTo("invalid_request"));
        Assert.That(answer.ErrorMessage, Does.StartWith("Unknown parameter 'stat'. Did you mean 'state'?"));
        Assert.That(
            answer
                .ErrorMessage!.Replace("? ", ". ", StringComparison.Ordinal)
                .Split(". ")
                .Select(problem => problem.Split(' ')[0])
                .Where(word => word is not ("Did" or "Unknown")),
            Is.EqualTo(
                new[]
                {
                    "format",
                    "bom",
                    "begins_at__after",
                    "begins_at__before",
                    "finished_at__after",
                    "finished_at__before",
                    "state",
                    "job_type",
                    "created_at__after",
                    "retry_at__before",
                    "id",
                    "mailing_list_id",
                    "suppression_list_id",
                    "state2",
                    "paused",
                    "name_contains",
                    "stalled",
                    "order_by",
                    "fields",
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
