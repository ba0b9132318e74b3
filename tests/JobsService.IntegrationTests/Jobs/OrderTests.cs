using System.Net;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>Jobs 1 to 6, of which 5 and 2 were changed last, in this order, and 6 belongs to another organization.</summary>
[OnEveryEngine]
internal sealed class OrderTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private RunningService _service = null!;
    private string _key = null!;
    private string _systemAdmin = null!;

    [SetUp]
    public async Task AddJobs()
    {
        await Database.AddOrganizations(1, 2);
        _key = await Database.AddKey(1);
        _systemAdmin = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        await Database.AddJobs(Job(1), Job(2), Job(3, state: "finished"), Job(4), Job(5), Job(6, 2));
        await Change(5);
        await Change(2);
        _service = await RunningService.Start(Database);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    [TestCase(Routes.All, "id", "1 2 3 4 5")]
    [TestCase(Routes.All, "-id", "5 4 3 2 1")]
    [TestCase(Routes.All, "changed", "1 3 4 5 2")]
    [TestCase(Routes.All, "-changed", "2 5 4 3 1")]
    [TestCase(Routes.Unfinished, "id", "1 2 4 5")]
    [TestCase(Routes.Unfinished, "-id", "5 4 2 1")]
    [TestCase(Routes.Unfinished, "changed", "1 4 5 2")]
    [TestCase(Routes.Unfinished, "-changed", "2 5 4 1")]
    [TestCase(Routes.AllOnAllOrganizations, "-id", "6 5 4 3 2 1")]
    [TestCase(Routes.AllOnAllOrganizations, "changed", "1 3 4 6 5 2")]
    [TestCase(Routes.AllOnAllOrganizations, "-changed", "2 5 6 4 3 1")]
    [TestCase(Routes.UnfinishedOnAllOrganizations, "-id", "6 5 4 2 1")]
    [TestCase(Routes.UnfinishedOnAllOrganizations, "changed", "1 4 6 5 2")]
    [TestCase(Routes.UnfinishedOnAllOrganizations, "-changed", "2 5 6 4 1")]
    public async Task A_list_and_its_pages_have_the_requested_order(string route, string order, string expected)
    {
        var key = route is Routes.All or Routes.Unfinished ? _key : _systemAdmin;
        var whole = await Get($"{route}?order_by={order}", key);
        List<long> byNumber = [];
        for (var page = 0; page < 3; page++)
        {
            byNumber.AddRange((await Get($"{route}?order_by={order}&per_page=2&page={page}", key)).Ids);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join(' ', whole.Ids), Is.EqualTo(expected));
            Assert.That(string.Join(' ', byNumber), Is.EqualTo(expected));
            Assert.That(string.Join(' ', await Walk(route, order, perPage: 1, key)), Is.EqualTo(expected));
            Assert.That(string.Join(' ', await Walk(route, order, perPage: 2, key)), Is.EqualTo(expected));
            Assert.That(string.Join(' ', await Walk(route, order, perPage: 100, key)), Is.EqualTo(expected));
        }
    }

    [TestCase("created_at")]
    [TestCase("ID")]
    [TestCase("+id")]
    [TestCase("")]
    [TestCase("id,-id")]
    [TestCase("id&order_by=id")]
    public async Task An_unknown_order_is_refused_with_the_names_of_the_orders(string order)
    {
        var answer = await Get($"{Routes.All}?order_by={order}");

        Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_request")));
        Assert.That(answer.ErrorMessage, Does.Contain("order_by must be given once, as id, -id, changed or -changed."));
    }

    [Test]
    public async Task A_page_token_is_accepted_only_in_its_order()
    {
        string[] orders = ["", "order_by=-id", "order_by=changed", "order_by=-changed"];
        foreach (var made in orders)
        {
            var token = (await Get($"{Routes.All}?{made}&per_page=1&page_token=")).NextPageToken;
            foreach (var used in orders)
            {
                var answer = await Get($"{Routes.All}?{used}&page_token={token}");

                Assert.That(
                    answer.Status,
                    Is.EqualTo(used == made ? HttpStatusCode.OK : HttpStatusCode.BadRequest),
                    $"'{made}' -> '{used}'"
                );
            }
        }
    }

    [Test]
    public async Task The_default_order_has_the_same_page_tokens_when_it_is_requested_by_name()
    {
        var unnamed = await Get($"{Routes.All}?per_page=2&page_token=");
        var named = await Get($"{Routes.All}?per_page=2&page_token=&order_by=id");

        Assert.That(named.NextPageToken, Is.EqualTo(unnamed.NextPageToken).And.Not.Null);
    }

    [Test]
    public async Task Pages_by_descending_id_begin_and_end_with_the_extreme_ids()
    {
        await Database.AddJobs(Job(long.MaxValue), Job(long.MinValue), Job(0), Job(-7));

        Assert.That(
            await Walk(Routes.All, "-id", perPage: 1, _key),
            Is.EqualTo(new[] { long.MaxValue, 5, 4, 3, 2, 1, 0, -7, long.MinValue })
        );
    }

    [Test]
    public async Task Paging_by_descending_id_returns_rows_inserted_below_the_last_row_and_no_others()
    {
        var first = await Get($"{Routes.All}?order_by=-id&per_page=2&page_token=");
        await Database.Execute("DELETE FROM jobs WHERE id IN (2, 4)");
        await Database.AddJobs(Job(7), Job(4), Job(-1));

        var second = await Get($"{Routes.All}?order_by=-id&per_page=100&page_token={first.NextPageToken}");

        Assert.That((first.Ids, second.Ids), Is.EqualTo((new long[] { 5, 4 }, new long[] { 3, 1, -1 })));
    }

    [Test]
    public async Task Paging_by_change_returns_a_job_again_that_changed_after_its_page()
    {
        var first = await Get($"{Routes.All}?order_by=changed&per_page=2&page_token=");
        await Database.Execute("DELETE FROM jobs WHERE id IN (3, 4)");
        await Change(1);
        await Database.AddJobs(Job(7));

        var second = await Get($"{Routes.All}?order_by=changed&per_page=100&page_token={first.NextPageToken}");

        Assert.That((first.Ids, second.Ids), Is.EqualTo((new long[] { 1, 3 }, new long[] { 5, 2, 1, 7 })));
    }

    [Test]
    public async Task Paging_by_descending_change_omits_jobs_that_changed_after_the_first_page()
    {
        var first = await Get($"{Routes.All}?order_by=-changed&per_page=2&page_token=");
        await Change(4);

        var second = await Get($"{Routes.All}?order_by=-changed&per_page=100&page_token={first.NextPageToken}");

        Assert.That((first.Ids, second.Ids), Is.EqualTo((new long[] { 2, 5 }, new long[] { 3, 1 })));
    }

    private async Task<IReadOnlyList<long>> Walk(string route, string order, int perPage, string key)
    {
        List<long> ids = [];
        for (var token = ""; token is not null; )
        {
            var page = await Get($"{route}?order_by={order}&per_page={perPage}&page_token={token}", key);
            Assert.That(page.Ids, Has.Count.LessThanOrEqualTo(perPage));
            ids.AddRange(page.Ids);
            token = page.NextPageToken;
        }

        return ids;
    }

    private Task Change(long id) =>
        Database.Execute("UPDATE jobs SET progress_value = progress_value + 1 WHERE id = @id", new { id });

    private async Task<Envelope> Get(string path, string? key = null) =>
        await Envelope.Of(await _service.Get(path, key ?? _key));
}
