using System.Net;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Jobs;

[OnEveryEngine]
internal sealed class PageTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private string _key = null!;

    [SetUp]
    public async Task AddTenJobs()
    {
        await Database.AddOrganizations(1, 2);
        _key = await Database.AddKey(1);
        await Database.AddJobs(
            Enumerable
                .Range(1, 10)
                .Select(id => Job(id, 1, id % 2 == 0 ? "failed" : "idle") with { BeginsAt = Time, FinishedAt = Time })
        );
        await Database.AddJobs(Job(11, 2));
    }

    /// <summary>Page tokens of the first release. Clients that read page by page during an upgrade still use them.</summary>
    [TestCase("jobs/all?per_page=2", "AQAAAAAAAAADczRJbzZqlpV8ymO8L_Bkxg")]
    [TestCase("jobs/unfinished?per_page=2", "AQAAAAAAAAADvxzL0H3fWaDRVl4q8w00HA")]
    [TestCase("jobs/all?per_page=2&state=failed,Finished", "AQAAAAAAAAAIESNlJTQTeEZYJ7aHpVvL0w")]
    [TestCase(
        "jobs/all?begins_at__after=1000000000&begins_at__before=2030-01-01T00:00:00Z&job_type=campaign",
        "AQAAAAAAAAAEYIr5QoRuurugeVWcKm6ZZw"
    )]
    [TestCase("jobs/all_on_all_organizations?finished_at__after=1", "AQAAAAAAAAAIYhHb7bJc99QHzYQJhEFHxw")]
    [TestCase("organizations/1/jobs/all?per_page=1", "AQAAAAAAAAACERfPhqwgvm2R7O8UBdvg_w")]
    public async Task A_page_token_of_the_first_release_is_accepted(string list, string token)
    {
        await using var service = await RunningService.Start(Database);
        var systemAdmin = await Database.AddKey(1, ApiKeyRole.SystemAdmin);

        using var answer = await service.Get($"/ga/api/v2/{list}&page_token={token}", systemAdmin);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("per_page=4", 0, 4, 10, 3, new long[] { 1, 2, 3, 4 }, true)]
    [TestCase("page=1&per_page=4", 1, 4, 10, 3, new long[] { 5, 6, 7, 8 }, true)]
    [TestCase("page=2&per_page=4", 2, 4, 10, 3, new long[] { 9, 10 }, false)]
    [TestCase("page=3&per_page=4", 3, 4, 10, 3, new long[] { }, false)]
    [TestCase("page=2147483647&per_page=2000", 2147483647, 2000, 10, 1, new long[] { }, false)]
    [TestCase("page=0", 0, 100, 10, 1, new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, false)]
    [TestCase("per_page=10", 0, 10, 10, 1, new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, false)]
    [TestCase("per_page=2&state=failed&page=1", 1, 2, 5, 3, new long[] { 6, 8 }, true)]
    [TestCase("per_page=2&state=nothing", 0, 2, 0, 0, new long[] { }, false)]
    public async Task A_numbered_page_reports_the_number_of_records_and_pages(
        string query,
        long page,
        long perPage,
        long records,
        long pages,
        long[] ids,
        bool hasNext
    )
    {
        await using var service = await RunningService.Start(Database);

        var answer = await Envelope.Of(await service.Get($"{Routes.All}?{query}", _key));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Number("page"), Is.EqualTo(page));
            Assert.That(answer.Number("per_page"), Is.EqualTo(perPage));
            Assert.That(answer.Number("num_records"), Is.EqualTo(records));
            Assert.That(answer.Number("num_pages"), Is.EqualTo(pages));
            Assert.That(answer.Ids, Is.EqualTo(ids));
            Assert.That(answer.NextPageToken is not null, Is.EqualTo(hasNext));
        }
    }

    [TestCase(Routes.All, "", ExpectedResult = "1 2 3|4 5 6|7 8 9|10")]
    [TestCase(Routes.All, "&state=FAILED", ExpectedResult = "2 4 6|8 10")]
    [TestCase(Routes.Unfinished, "", ExpectedResult = "1 3 5|7 9")]
    [TestCase(Routes.All, "&state=nothing", ExpectedResult = "")]
    [TestCase(Routes.All, "&begins_at__after=4000000000", ExpectedResult = "")]
    public async Task<string> The_last_keyset_page_has_no_next_page_token(string route, string filters)
    {
        await using var service = await RunningService.Start(Database);
        List<string> pages = [];
        for (var token = ""; token is not null; )
        {
            var answer = await Envelope.Of(await service.Get($"{route}?per_page=3&page_token={token}{filters}", _key));
            pages.Add(string.Join(' ', answer.Ids));
            token = answer.NextPageToken;
        }

        return string.Join('|', pages);
    }

    [Test]
    public async Task A_keyset_page_reports_its_page_token_and_no_counts()
    {
        await using var service = await RunningService.Start(Database);
        var token = await FirstToken(service, Routes.All, _key, "");

        var answer = await (
            await service.Get($"{Routes.All}?page_token={token}&per_page=1", _key)
        ).Content.ReadAsStringAsync();

        Assert.That(
            answer,
            Does.Match(
                $$""","error_message":null,"page_token":"{{token}}","per_page":1,"next_page_token":"[^"]{34}"}$"""
            )
        );
    }

    [Test]
    public async Task The_next_page_token_of_a_numbered_page_continues_after_that_page()
    {
        await using var service = await RunningService.Start(Database);
        var byNumber = await Envelope.Of(await service.Get($"{Routes.All}?page=1&per_page=3", _key));

        var byToken = await Envelope.Of(
            await service.Get($"{Routes.All}?page_token={byNumber.NextPageToken}&per_page=2", _key)
        );

        Assert.That(byToken.Ids, Is.EqualTo(new long[] { 7, 8 }));
    }

    [Test]
    public async Task A_page_token_is_accepted_with_equivalent_filters_in_another_notation()
    {
        await using var service = await RunningService.Start(Database);
        var token = await FirstToken(service, Routes.All, _key, "state=failed,idle&state=x");
        var answer = await Envelope.Of(
            await service.Get($"{Routes.All}?page_token={token}&per_page=1&state=X,IDLE&state=Failed,x", _key)
        );

        Assert.That(answer.Ids, Is.EqualTo(new long[] { 2 }));
    }

    [Test]
    public async Task A_page_token_of_another_list_is_rejected()
    {
        var systemAdmin = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        await using var service = await RunningService.Start(Database);
        (string Key, string Path, string Filters)[] lists =
        [
            (_key, Routes.All, ""),
            (_key, Routes.Unfinished, ""),
            (_key, Routes.All, "state=failed"),
            (_key, Routes.All, "state=idle"),
            (_key, Routes.All, "job_type=campaign"),
            (_key, Routes.All, "job_type=campaign&state=failed"),
            (_key, Routes.All, "begins_at__after=0"),
            (_key, Routes.All, "begins_at__before=4000000000"),
            (_key, Routes.All, "finished_at__after=0"),
            (_key, Routes.All, "finished_at__before=4000000000"),
            (_key, Routes.All, "finished_at__before=4000000001"),
            (_key, Routes.All, "order_by=-id"),
            (_key, Routes.All, "order_by=changed"),
            (_key, Routes.All, "order_by=-changed"),
            (_key, Routes.Unfinished, "order_by=-changed"),
            (_key, Routes.All, "order_by=-changed&state=idle"),
            (systemAdmin, Routes.All, ""),
            (systemAdmin, Routes.AllOnAllOrganizations, ""),
            (systemAdmin, Routes.AllOf(1), ""),
            (systemAdmin, Routes.UnfinishedOf(1), ""),
        ];
        foreach (var made in lists)
        {
            var token = await FirstToken(service, made.Path, made.Key, made.Filters);
            foreach (var used in lists)
            {
                var answer = await Envelope.Of(
                    await service.Get($"{used.Path}?{used.Filters}&page_token={token}", used.Key)
                );

                Assert.That(
                    answer.Status,
                    Is.EqualTo(used == made ? HttpStatusCode.OK : HttpStatusCode.BadRequest),
                    $"{made} -> {used}"
                );
            }
        }
    }

    [Test]
    public async Task A_page_token_of_another_organization_is_rejected()
    {
        var other = await Database.AddKey(2);
        await Database.AddJobs(Job(12, 2));
        await using var service = await RunningService.Start(Database);
        var token = await FirstToken(service, Routes.All, other, "");

        var answer = await Envelope.Of(await service.Get($"{Routes.All}?page_token={token}", _key));

        Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_request")));
    }

    [Test]
    public async Task A_row_inserted_between_two_pages_is_returned_only_after_the_cursor()
    {
        await using var service = await RunningService.Start(Database);
        await Database.Execute("DELETE FROM jobs WHERE id IN (4, 6)");
        var first = await Envelope.Of(await service.Get($"{Routes.All}?page_token=&per_page=3", _key));
        await Database.Execute("DELETE FROM jobs WHERE id IN (3, 5)");
        await Database.AddJobs(Job(-1), Job(4));

        var second = await Envelope.Of(
            await service.Get($"{Routes.All}?page_token={first.NextPageToken}&per_page=3", _key)
        );

        Assert.That((first.Ids, second.Ids), Is.EqualTo((new long[] { 1, 2, 3 }, new long[] { 4, 7, 8 })));
    }

    [Test]
    public async Task The_highest_possible_id_ends_the_last_page()
    {
        await Database.AddJobs(Job(long.MaxValue), Job(long.MinValue));
        await using var service = await RunningService.Start(Database);

        var first = await Envelope.Of(await service.Get($"{Routes.All}?page_token=&per_page=11", _key));
        var last = await Envelope.Of(await service.Get($"{Routes.All}?page_token={first.NextPageToken}", _key));

        Assert.That(
            (first.Ids[0], last.Ids, last.NextPageToken),
            Is.EqualTo((long.MinValue, new[] { long.MaxValue }, (string?)null))
        );
    }

    [TestCase(10, "", HttpStatusCode.OK)]
    [TestCase(9, "", HttpStatusCode.BadRequest)]
    [TestCase(5, "state=failed", HttpStatusCode.OK)]
    [TestCase(4, "state=failed", HttpStatusCode.BadRequest)]
    [TestCase(1, "per_page=10", HttpStatusCode.OK)]
    [TestCase(1, "page_token=", HttpStatusCode.OK)]
    public async Task An_unpaged_list_longer_than_the_limit_is_rejected(
        long limit,
        string query,
        HttpStatusCode expected
    )
    {
        await using var service = await RunningService.Start(
            Database,
            configure: builder => builder.Configuration["Jobs:MaxUnpagedRecords"] = $"{limit}"
        );

        var answer = await Envelope.Of(await service.Get($"{Routes.All}?{query}", _key));

        Assert.That(
            (answer.Status, answer.ErrorCode),
            Is.EqualTo((expected, expected == HttpStatusCode.OK ? null : "requested_too_many"))
        );
    }

    private static async Task<string?> FirstToken(RunningService service, string path, string key, string filters) =>
        (await Envelope.Of(await service.Get($"{path}?page_token=&per_page=1&{filters}", key))).NextPageToken;
}
