using System.Data.Common;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using JobsService.Application.Auditing;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Auditing;

/// <summary>Changes of API keys and refused attempts are recorded in the audit log, which is append-only.</summary>
[OnEveryEngine]
internal sealed class AuditLogTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private string _systemAdmin = null!;
    private string _organizationAdmin = null!;
    private RunningService _service = null!;

    [SetUp]
    public async Task Start()
    {
        _systemAdmin = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        _organizationAdmin = await Database.AddKey(2);
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
    public async Task Every_change_is_recorded()
    {
        using var created = await Send(HttpMethod.Post, Routes.ApiKeys, """{"api_key":{"name":"n"}}""");
        using var updated = await Send(HttpMethod.Put, Routes.ApiKey(3), """{"api_key":{"name":"m","active":false}}""");
        using var rotated = await Send(HttpMethod.Post, Routes.Rotate(3));
        using var revoked = await Send(HttpMethod.Delete, Routes.ApiKey(3));

        Assert.That(
            (await Entries()).Skip(2),
            Is.EqualTo(
                new[]
                {
                    "api_key.create done by 2/2 on 2/3: name 'n', role organization_admin",
                    "api_key.update done by 2/2 on 2/3: name 'n' to 'm', active True to False",
                    "api_key.rotate done by 2/2 on 2/3: name 'm', overlap_minutes 0",
                    "api_key.revoke done by 2/2 on 2/3: name 'm', role organization_admin",
                }
            )
        );
        Assert.That(
            (await Entries())[0],
            Does.StartWith("api_key.create done by 1/- on 1/1"),
            "The operator has no API key."
        );
    }

    [Test]
    public async Task Every_refused_change_is_recorded()
    {
        using var more = await Send(
            HttpMethod.Post,
            Routes.ApiKeys,
            """{"api_key":{"name":"n","role":"system_admin"}}"""
        );
        using var elsewhere = await Send(HttpMethod.Post, Routes.ApiKeysOf(1), """{"api_key":{"name":"n"}}""");
        using var invisible = await Send(HttpMethod.Delete, Routes.ApiKey(1));
        using var invalid = await Send(HttpMethod.Put, Routes.ApiKey(2), """{"api_key":{"name":""}}""");

        Assert.That(
            (await Entries()).Skip(2),
            Is.EqualTo(
                new[]
                {
                    "api_key.create not_authorized by 2/2 on 2/-: This API key is not allowed to do this.",
                    "api_key.create not_authorized by 2/2 on 1/-: This API key is not allowed to do this.",
                    "api_key.revoke not_found by 2/2 on -/1: The resource does not exist in the caller's scope.",
                    "api_key.update validation_failed by 2/2 on -/2: name must be a text of 1 to 100 characters, without control characters and without spaces at its ends.",
                }
            )
        );
    }

    [Test]
    public async Task Failures_of_an_organization_beyond_the_limit_are_not_recorded_and_logged_as_one_warning()
    {
        for (var number = 0; number < AuditedFailureLimit.FailuresPerHour + 2; number++)
        {
            using var refused = await Send(HttpMethod.Delete, Routes.ApiKey(4711));
        }

        using var changed = await Send(HttpMethod.Put, Routes.ApiKey(2), """{"api_key":{"name":"m"}}""");
        using var other = await _service.Send(HttpMethod.Delete, Routes.ApiKey(4711), _systemAdmin);

        var entries = (await Entries()).Skip(2).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(entries, Has.Exactly(AuditedFailureLimit.FailuresPerHour).Contains("not_found by 2/2"));
            Assert.That(entries, Has.Exactly(1).Contains("api_key.update done by 2/2"));
            Assert.That(entries, Has.Exactly(1).Contains("not_found by 1/1"));
            Assert.That(
                _service.Log.Lines,
                Has.Exactly(1)
                    .StartsWith("Warning The keys of organization 2 failed to change keys more than 500 times")
            );
        }
    }

    [TestCase("{", HttpStatusCode.BadRequest)]
    [TestCase("text", HttpStatusCode.UnsupportedMediaType)]
    [TestCase("long", HttpStatusCode.RequestEntityTooLarge)]
    [TestCase("cross-site", HttpStatusCode.Forbidden)]
    [TestCase("id", HttpStatusCode.NotFound)]
    [TestCase("parameter", HttpStatusCode.BadRequest)]
    public async Task A_request_that_does_not_reach_the_use_case_is_not_recorded(string kind, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            kind switch
            {
                "id" => $"{Routes.ApiKeys}/x/rotate",
                "parameter" => $"{Routes.Rotate(2)}?dry_run=true",
                _ => Routes.ApiKeys,
            }
        );
        request.Headers.Authorization = RunningService.Basic(_organizationAdmin);
        request.Content = new StringContent(
            kind is "long" ? new string(' ', 100_000)
                : kind is "parameter" ? ""
                : "{",
            new MediaTypeHeaderValue(kind is "text" ? MediaTypeNames.Text.Plain : MediaTypeNames.Application.Json)
        );
        if (kind is "cross-site")
        {
            request.Headers.Add("Origin", "http://evil.example");
        }

        using var response = await _service.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(await Entries(), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task An_entry_contains_the_request_id_and_no_secret()
    {
        using var response = await Send(HttpMethod.Post, Routes.ApiKeys, """{"api_key":{"name":"n"}}""");
        var secret = (await Envelope.Of(response)).Data.GetProperty("secret").GetString()!;

        using var log = await _service.Get(Routes.AuditLog, _systemAdmin);

        Assert.That(
            await log.Content.ReadAsStringAsync(),
            Does.Contain(response.Headers.GetValues("X-Request-Id").Single()).And.Not.Contain(secret)
        );
    }

    [Test]
    public async Task Keyset_pages_return_every_entry_and_numbered_pages_count_them()
    {
        for (var number = 0; number < 5; number++)
        {
            using var revoked = await Send(HttpMethod.Delete, Routes.ApiKey(4711));
        }

        List<long> walked = [];
        for (var token = ""; token is not null; )
        {
            var page = await Envelope.Of(
                await _service.Get($"{Routes.AuditLog}?per_page=2&page_token={token}", _systemAdmin)
            );
            walked.AddRange(page.Ids);
            token = page.NextPageToken;
        }

        var counted = await Envelope.Of(await _service.Get($"{Routes.AuditLog}?page=1&per_page=3", _systemAdmin));
        Assert.That(walked, Is.EqualTo(Enumerable.Range(1, 7)));
        Assert.That((counted.Ids, counted.Number("num_records")), Is.EqualTo((new long[] { 4, 5, 6 }, 7L)));
    }

    [TestCase("UPDATE audit_log SET detail = 'nothing happened'")]
    [TestCase("DELETE FROM audit_log")]
    public async Task Entries_can_be_neither_updated_nor_deleted(string sql)
    {
        Assert.That(() => Database.Execute(sql), Throws.InstanceOf<DbException>().With.Message.Contains("append-only"));
        Assert.That(await Entries(), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_change_that_cannot_be_audited_is_rolled_back()
    {
        await Database.Execute("DROP TABLE audit_log");

        using var response = await Send(HttpMethod.Post, Routes.ApiKeys, """{"api_key":{"name":"n"}}""");

        Assert.That((int)response.StatusCode, Is.GreaterThanOrEqualTo(500));
        Assert.That(await Database.Query<long>("SELECT id FROM api_keys"), Has.Count.EqualTo(2));
    }

    private Task<HttpResponseMessage> Send(HttpMethod method, string path, string? body = null) =>
        _service.Send(method, path, _organizationAdmin, body);

    /// <summary>The entries of the log as text: action, outcome, key of the actor, key of the target, and detail.</summary>
    private async Task<string[]> Entries() =>
        [
            .. (await Envelope.Of(await _service.Get(Routes.AuditLog, _systemAdmin)))
                .Data.EnumerateArray()
                .Select(TextOf),
        ];

    private static string TextOf(JsonElement entry)
    {
        return $"{entry.GetProperty("action")} {entry.GetProperty("outcome")} "
            + $"by {Id("actor_organization_id")}/{Id("actor_api_key_id")} "
            + $"on {Id("organization_id")}/{Id("api_key_id")}: {entry.GetProperty("detail")}";

        string Id(string name) =>
            entry.GetProperty(name) is { ValueKind: JsonValueKind.Number } id ? id.ToString() : "-";
    }
}
