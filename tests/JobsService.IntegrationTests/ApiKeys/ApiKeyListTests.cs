using System.Net;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.ApiKeys;

/// <summary>Lists of API keys: scope, filters, order and pages.</summary>
[OnEveryEngine]
internal sealed class ApiKeyListTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private static readonly string[] Names =
    [
        "Poller",
        "backup",
        "100%",
        "under_score",
        "pol[l]er",
        "poller",
        "a\\b",
        "Zoë",
    ];

    private string _systemAdmin = null!;
    private string _organizationAdmin = null!;
    private RunningService _service = null!;

    [SetUp]
    public async Task Start()
    {
        _systemAdmin = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        _organizationAdmin = await Database.AddKey(2);
        foreach (var name in Names)
        {
            await Database.AddKey(2);
            await Database.Execute(
                "UPDATE api_keys SET name = @name WHERE id = (SELECT MAX(id) FROM api_keys)",
                new { name }
            );
        }

        await Database.AddKey(1);
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

    [Test]
    public async Task The_api_keys_route_lists_the_callers_organization_for_every_role()
    {
        var ofOne = await Database.AddKey(1);

        Assert.That(await Organizations(Routes.ApiKeys, _organizationAdmin), Is.All.EqualTo(2).And.Exactly(9).Items);
        Assert.That(await Organizations(Routes.ApiKeys, _systemAdmin), Is.EqualTo(new[] { 1, 1, 1 }));
        Assert.That(await Organizations(Routes.ApiKeysOf(2), _systemAdmin), Is.All.EqualTo(2).And.Exactly(9).Items);
        Assert.That(
            await Organizations(Routes.ApiKeys, ofOne),
            Is.EqualTo(new[] { 1, 1 }),
            "Keys of system admins are not listed."
        );
    }

    [Test]
    public async Task Keys_of_system_admins_are_not_counted_for_organization_admins()
    {
        var ofOne = await Database.AddKey(1);

        var page = await Envelope.Of(await _service.Get($"{Routes.ApiKeys}?per_page=1", ofOne));

        Assert.That((page.Number("num_records"), page.Ids.Count), Is.EqualTo((2, 1)));
    }

    [TestCase("name=poller", "Poller", "poller")]
    [TestCase("name=POLLER", "Poller", "poller")]
    [TestCase("name=pol", new string[0])]
    [TestCase("name=100%25", "100%")]
    [TestCase("name=%25", new string[0])]
    [TestCase("name_contains=OLLE", "Poller", "poller")]
    [TestCase("name_contains=%25", "100%")]
    [TestCase("name_contains=_", "under_score")]
    [TestCase("name_contains=[l]", "pol[l]er")]
    [TestCase("name_contains=%5C", "a\\b")]
    [TestCase("name_contains=o%C3%AB", "Zoë")]
    [TestCase("name_contains=l&name=poller", "Poller", "poller")]
    [TestCase("name_contains=x&name=poller", new string[0])]
    [TestCase("name=' OR 1=1 --", new string[0])]
    public async Task Name_filters_match_literally_and_ignore_case(string query, params string[] expected)
    {
        Assert.That(await NamesOf($"{Routes.ApiKeys}?{query}", _organizationAdmin), Is.EquivalentTo(expected));
    }

    [Test]
    public async Task Pages_ordered_by_name_return_every_key_once_and_equal_names_by_id(
        [Values(1, 2, 3, 100)] int perPage
    )
    {
        var whole = await NamesAndIds($"{Routes.ApiKeys}?order_by=name");

        List<(string, long)> walked = [];
        for (var token = ""; token is not null; )
        {
            var page = await Envelope.Of(
                await _service.Get(
                    $"{Routes.ApiKeys}?order_by=name&per_page={perPage}&page_token={token}",
                    _organizationAdmin
                )
            );
            walked.AddRange(Pairs(page));
            token = page.NextPageToken;
        }

        Assert.That(walked, Is.EqualTo(whole));
        Assert.That(whole.Select(pair => pair.Item1), Is.EquivalentTo(Names.Append("test")));
        Assert.That(whole.Where(pair => pair.Item1 is "poller").Select(pair => pair.Item2), Is.Ordered);
    }

    [Test]
    public async Task Paging_by_name_skips_nothing_when_the_last_key_of_a_page_is_deleted()
    {
        var whole = await NamesAndIds($"{Routes.ApiKeys}?order_by=name");
        var first = await Envelope.Of(
            await _service.Get($"{Routes.ApiKeys}?order_by=name&per_page=3&page_token=", _organizationAdmin)
        );
        await Database.Execute("DELETE FROM api_keys WHERE id = @id", new { id = first.Ids[2] });

        var second = await Envelope.Of(
            await _service.Get(
                $"{Routes.ApiKeys}?order_by=name&per_page=3&page_token={first.NextPageToken}",
                _organizationAdmin
            )
        );

        Assert.That(Pairs(second), Is.EqualTo(whole.Skip(3).Take(3)));
    }

    [TestCase("order_by=created_at", "order_by must be")]
    [TestCase("order_by=id&order_by=name", "order_by must be")]
    [TestCase("name=", "name must be")]
    [TestCase("name_contains=a&name_contains=b", "name_contains must be")]
    [TestCase("page=x", "page must be")]
    public async Task Malformed_parameters_are_refused(string query, string expectedMessage)
    {
        var answer = await Envelope.Of(await _service.Get($"{Routes.ApiKeys}?{query}", _organizationAdmin));

        Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_request")));
        Assert.That(answer.ErrorMessage, Does.Contain(expectedMessage));
    }

    [Test]
    public async Task A_page_token_is_refused_by_any_other_list()
    {
        var page = await Envelope.Of(
            await _service.Get($"{Routes.ApiKeys}?order_by=name&per_page=1&page_token=", _organizationAdmin)
        );
        var other = await Database.AddKey(3);
        foreach (
            var (path, key) in new[]
            {
                ($"{Routes.ApiKeys}?order_by=id", _organizationAdmin),
                ($"{Routes.ApiKeys}?order_by=name&name_contains=p", _organizationAdmin),
                ($"{Routes.ApiKeys}?order_by=name", other),
                ($"{Routes.ApiKeys}?order_by=name", _systemAdmin),
                ($"{Routes.All}?_", _organizationAdmin),
            }
        )
        {
            var answer = await Envelope.Of(await _service.Get($"{path}&page_token={page.NextPageToken}", key));

            Assert.That(answer.ErrorCode, Is.EqualTo("invalid_request"), path);
        }
    }

    private async Task<IEnumerable<long>> Organizations(string path, string key) =>
        (await Envelope.Of(await _service.Get(path, key)))
            .Data.EnumerateArray()
            .Select(row => row.GetProperty("organization_id").GetInt64());

    private async Task<IEnumerable<string>> NamesOf(string path, string key) =>
        Pairs(await Envelope.Of(await _service.Get(path, key))).Select(pair => pair.Item1);

    private async Task<IReadOnlyList<(string, long)>> NamesAndIds(string path) =>
        [.. Pairs(await Envelope.Of(await _service.Get(path, _organizationAdmin)))];

    private static IEnumerable<(string, long)> Pairs(Envelope list) =>
        list
            .Data.EnumerateArray()
            .Select(row => (row.GetProperty("name").GetString()!, row.GetProperty("id").GetInt64()));
}
