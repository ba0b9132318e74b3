using System.Net;
using System.Text.Json;
using FluentValidation;
using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.ApiKeys;

/// <summary>Managing API keys over HTTP.</summary>
[OnEveryEngine]
internal sealed class ApiKeyAdministrationTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private string _systemAdmin = null!;
    private string _organizationAdmin = null!;
    private RunningService _service = null!;

    [SetUp]
    public async Task Start()
    {
        _systemAdmin = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        _organizationAdmin = await Database.AddKey(2);
        await Database.AddOrganizations(3);
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
    public async Task A_created_key_works_at_once_and_its_secret_is_in_no_later_response()
    {
        var made = await Send(
            HttpMethod.Post,
            Routes.ApiKeys,
            _organizationAdmin,
            """{"api_key":{"name":"Ärger 😀"}}"""
        );

        var secret = made.Data.GetProperty("secret").GetString()!;
        using var used = await _service.Get(Routes.All, $"2:{secret}");
        using var shown = await _service.Get(Routes.ApiKey(made.Data.GetProperty("id").GetInt64()), _organizationAdmin);
        using var listed = await _service.Get(Routes.ApiKeys, _organizationAdmin);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(made.Data.GetProperty("name").GetString(), Is.EqualTo("Ärger 😀"));
            Assert.That(made.Data.GetProperty("role").GetString(), Is.EqualTo("organization_admin"));
            Assert.That(made.Data.GetProperty("organization_id").GetInt64(), Is.EqualTo(2));
            Assert.That(made.Data.GetProperty("secret_last4").GetString(), Is.EqualTo(secret[^4..]));
            Assert.That(used.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            foreach (var response in new[] { shown, listed })
            {
                var text = await response.Content.ReadAsStringAsync();
                Assert.That(text, Does.Contain(secret[^4..]).And.Not.Contain(secret).And.Not.Contain("hash"));
            }
        }
    }

    [Test]
    public async Task A_system_admin_creates_system_admin_keys_for_organization_1_only()
    {
        const string SystemAdminKey = """{"api_key":{"name":"n","role":"system_admin"}}""";

        var own = await Send(HttpMethod.Post, Routes.ApiKeys, _systemAdmin, SystemAdminKey);
        var others = await Send(HttpMethod.Post, Routes.ApiKeysOf(2), _systemAdmin, """{"api_key":{"name":"n"}}""");
        var refused = await Send(HttpMethod.Post, Routes.ApiKeysOf(2), _systemAdmin, SystemAdminKey);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(own.Data.GetProperty("role").GetString(), Is.EqualTo("system_admin"));
            Assert.That(others.Data.GetProperty("organization_id").GetInt64(), Is.EqualTo(2));
            Assert.That(
                (refused.Status, refused.ErrorCode),
                Is.EqualTo((HttpStatusCode.UnprocessableEntity, "validation_failed"))
            );
            Assert.That(refused.ErrorMessage, Does.Contain("organization 1 only"));
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task An_organization_admin_cannot_create_a_system_admin_key(long organizationId)
    {
        var key = await Database.AddKey(organizationId);

        var answer = await Send(
            HttpMethod.Post,
            Routes.ApiKeys,
            key,
            """{"api_key":{"name":"n","role":"system_admin"}}"""
        );

        Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo((HttpStatusCode.Forbidden, "not_authorized")));
    }

    [TestCase("""{"api_key":{"name":"n","active":true}}""", "nothing but name and role")]
    [TestCase("""{"api_key":{"name":"n"},"role":"system_admin"}""", "nothing but name and role")]
    [TestCase("""{"name":"n"}""", "nothing but name and role")]
    [TestCase("[]", "nothing but name and role")]
    [TestCase("null", "nothing but name and role")]
    [TestCase("""{"api_key":[]}""", "nothing but name and role")]
    [TestCase("""{"api_key":{}}""", "name must be")]
    [TestCase("""{"api_key":{"name":""}}""", "name must be")]
    [TestCase("""{"api_key":{"name":" n"}}""", "name must be")]
    [TestCase("""{"api_key":{"name":"a\u0000b"}}""", "name must be")]
    [TestCase("""{"api_key":{"name":"\ud800"}}""", "name must be")]
    [TestCase("""{"api_key":{"name":5}}""", "name must be")]
    [TestCase("""{"api_key":{"name":null}}""", "name must be")]
    [TestCase("""{"api_key":{"name":"n","role":"root"}}""", "role must be")]
    [TestCase("""{"api_key":{"name":"n","role":null}}""", "role must be")]
    [TestCase("""{"api_key":{"name":"n","role":1}}""", "role must be")]
    public async Task An_invalid_new_key_is_refused_and_not_created(string body, string expectedMessage)
    {
        var before = await Keys();

        var answer = await Send(HttpMethod.Post, Routes.ApiKeys, _systemAdmin, body);

        Assert.That(
            (answer.Status, answer.ErrorCode),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "validation_failed"))
        );
        Assert.That(answer.ErrorMessage, Does.Contain(expectedMessage));
        Assert.That(await Keys(), Is.EqualTo(before));
    }

    [Test]
    public async Task All_validation_errors_are_reported_together()
    {
        var answer = await Send(
            HttpMethod.Post,
            Routes.ApiKeys,
            _systemAdmin,
            $$$"""{"api_key":{"name":"{{{new string('n', 101)}}}","role":"root","secret":"mine"}}"""
        );

        Assert.That(
            answer.ErrorMessage,
            Does.Contain("name must be").And.Contain("role must be").And.Contain("nothing but name and role")
        );
    }

    [Test]
    public async Task A_name_of_100_characters_is_accepted()
    {
        var name = new string('ß', 100);

        var answer = await Send(
            HttpMethod.Post,
            Routes.ApiKeys,
            _systemAdmin,
            $$$"""{"api_key":{"name":"{{{name}}}"}}"""
        );

        Assert.That(answer.Data.GetProperty("name").GetString(), Is.EqualTo(name));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("""{"api_key":{"name":"n"}} x""")]
    [TestCase("""{"api_key":{"name":"n","name":"m"}}""")]
    [TestCase("""{"api_key":{"name":"n"},"api_key":{"name":"m"}}""")]
    [TestCase("""{"api_key":[[[[[[[[[[[[]]]]]]]]]]]]}""")]
    public async Task A_malformed_body_is_refused_with_an_envelope(string body)
    {
        var answer = await Send(HttpMethod.Put, Routes.ApiKey(2), _systemAdmin, body);

        Assert.That(
            (answer.Status, answer.ErrorCode),
            Is.EqualTo(
                body.Length == 0
                    ? (HttpStatusCode.UnprocessableEntity, "validation_failed")
                    : (HttpStatusCode.BadRequest, "invalid_request")
            )
        );
    }

    [Test]
    public async Task A_body_without_a_JSON_content_type_is_answered_with_415()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.ApiKeys);
        request.Headers.Authorization = RunningService.Basic(_systemAdmin);
        request.Content = new StringContent("""{"api_key":{"name":"n"}}""");
        using var response = await _service.Client.SendAsync(request);

        var answer = await Envelope.Of(response);

        Assert.That(
            (answer.Status, answer.ErrorCode),
            Is.EqualTo((HttpStatusCode.UnsupportedMediaType, "invalid_request"))
        );
    }

    [Test]
    public async Task A_key_is_renamed_deactivated_and_activated_again()
    {
        var id = await IdOf(2);
        var other = await Database.AddKey(2);
        var renamed = await Send(HttpMethod.Put, Routes.ApiKey(id), other, """{"api_key":{"name":"m"}}""");
        var deactivated = await Send(HttpMethod.Put, Routes.ApiKey(id), other, """{"api_key":{"active":false}}""");
        using var refused = await _service.Get(Routes.All, _organizationAdmin);
        var activated = await Send(HttpMethod.Put, Routes.ApiKey(id), other, """{"api_key":{"active":true}}""");
        using var accepted = await _service.Get(Routes.All, _organizationAdmin);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((Name(renamed), IsActive(renamed)), Is.EqualTo(("m", true)));
            Assert.That((Name(deactivated), IsActive(deactivated)), Is.EqualTo(("m", false)));
            Assert.That((Name(activated), IsActive(activated)), Is.EqualTo(("m", true)));
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [TestCase("""{"api_key":{}}""", "At least one of name and active")]
    [TestCase("""{"api_key":{"active":"false"}}""", "active must be true or false")]
    [TestCase("""{"api_key":{"active":null}}""", "active must be true or false")]
    [TestCase("""{"api_key":{"name":7,"active":0}}""", "name must be")]
    [TestCase("""{"api_key":{"name":7,"active":0}}""", "active must be")]
    [TestCase("""{"api_key":{"role":"system_admin"}}""", "nothing but name and active")]
    public async Task An_invalid_update_changes_nothing(string body, string expectedMessage)
    {
        var before = await Keys();

        var answer = await Send(HttpMethod.Put, Routes.ApiKey(await IdOf(2)), _organizationAdmin, body);

        Assert.That(
            (answer.Status, answer.ErrorCode),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "validation_failed"))
        );
        Assert.That(answer.ErrorMessage, Does.Contain(expectedMessage));
        Assert.That(await Keys(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_rotated_key_keeps_its_id_and_its_old_secret_is_rejected()
    {
        var id = await IdOf(2);

        var rotated = await Send(HttpMethod.Post, Routes.Rotate(id), _organizationAdmin);

        using var old = await _service.Get(Routes.All, _organizationAdmin);
        using var current = await _service.Get(Routes.All, $"2:{rotated.Data.GetProperty("secret").GetString()}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rotated.Data.GetProperty("id").GetInt64(), Is.EqualTo(id));
            Assert.That(old.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(current.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await Count(2), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Rotation_with_an_overlap_keeps_the_old_secret_as_an_expiring_key()
    {
        var id = await IdOf(2);

        var rotated = await Send(
            HttpMethod.Post,
            Routes.Rotate(id),
            _organizationAdmin,
            """{"api_key":{"overlap_minutes":60}}"""
        );

        using var old = await _service.Get(Routes.All, _organizationAdmin);
        using var current = await _service.Get(Routes.All, $"2:{rotated.Data.GetProperty("secret").GetString()}");
        var keys = (await Envelope.Of(await _service.Get(Routes.ApiKeys, _organizationAdmin)))
            .Data.EnumerateArray()
            .ToArray();
        var again = await Send(
            HttpMethod.Post,
            Routes.Rotate(keys[1].GetProperty("id").GetInt64()),
            _organizationAdmin
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { old.StatusCode, current.StatusCode }, Is.All.EqualTo(HttpStatusCode.OK));
            Assert.That(keys.Select(key => key.GetProperty("name").GetString()), Is.EqualTo(new[] { "test", "test" }));
            Assert.That(keys[0].GetProperty("expires_at").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(keys[1].GetProperty("expires_at").GetDateTimeOffset(), Is.GreaterThan(DateTimeOffset.MinValue));
            Assert.That(keys[1].GetProperty("secret_last4").GetString(), Is.EqualTo(_organizationAdmin[^4..]));
            Assert.That(
                (again.ErrorCode, again.ErrorMessage),
                Is.EqualTo(("validation_failed", "This key expires; rotate the key that replaces it."))
            );
        }
    }

    [TestCase("-1")]
    [TestCase("43201")]
    [TestCase("1.5")]
    [TestCase("\"5\"")]
    [TestCase("99999999999999999999")]
    [TestCase("null")]
    public async Task An_invalid_overlap_does_not_rotate_the_key(string overlap)
    {
        var answer = await Send(
            HttpMethod.Post,
            Routes.Rotate(await IdOf(2)),
            _organizationAdmin,
            $$$"""{"api_key":{"overlap_minutes":{{{overlap}}}}}"""
        );

        using var still = await _service.Get(Routes.All, _organizationAdmin);
        Assert.That(answer.ErrorMessage, Is.EqualTo("overlap_minutes must be an integer from 0 to 43200."));
        Assert.That(still.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_revoked_key_is_rejected_at_once_and_no_longer_found()
    {
        var id = await IdOf(2);
        using var before = await _service.Get(Routes.All, _organizationAdmin);

        var revoked = await Send(HttpMethod.Delete, Routes.ApiKey(id), _organizationAdmin);

        using var after = await _service.Get(Routes.All, _organizationAdmin);
        var gone = await Send(HttpMethod.Delete, Routes.ApiKey(id), _systemAdmin);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(revoked.Data.GetProperty("id").GetInt64(), Is.EqualTo(id));
            Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(gone.Status, Is.EqualTo(HttpStatusCode.NotFound));
        }
    }

    [Test]
    public async Task The_last_active_system_admin_key_can_be_neither_revoked_nor_deactivated()
    {
        var id = await IdOf(1);
        var spare = await Send(
            HttpMethod.Post,
            Routes.ApiKeys,
            _systemAdmin,
            """{"api_key":{"name":"spare","role":"system_admin"}}"""
        );
        var spareId = spare.Data.GetProperty("id").GetInt64();
        await Send(HttpMethod.Put, Routes.ApiKey(spareId), _systemAdmin, """{"api_key":{"active":false}}""");

        var revoked = await Send(HttpMethod.Delete, Routes.ApiKey(id), _systemAdmin);
        var deactivated = await Send(
            HttpMethod.Put,
            Routes.ApiKey(id),
            _systemAdmin,
            """{"api_key":{"active":false}}"""
        );
        await Send(HttpMethod.Put, Routes.ApiKey(spareId), _systemAdmin, """{"api_key":{"active":true}}""");
        var withSpare = await Send(HttpMethod.Delete, Routes.ApiKey(id), _systemAdmin);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(revoked.ErrorMessage, Does.Contain("last active system_admin key"));
            Assert.That(deactivated.ErrorMessage, Does.Contain("last active system_admin key"));
            Assert.That(withSpare.Success, Is.True);
        }
    }

    [Test]
    public async Task Concurrent_revocations_of_the_last_two_system_admin_keys_leave_one()
    {
        var second = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        var ids = await Database.Query<long>("SELECT id FROM api_keys WHERE role = 'system_admin' ORDER BY id");

        var answers = await Task.WhenAll(
            Send(HttpMethod.Delete, Routes.ApiKey(ids[0]), _systemAdmin),
            Send(HttpMethod.Delete, Routes.ApiKey(ids[1]), second)
        );

        Assert.That(answers.Count(answer => answer.Success), Is.LessThanOrEqualTo(1));
        Assert.That(
            await Database.Query<long>("SELECT id FROM api_keys WHERE role = 'system_admin'"),
            Has.Count.EqualTo(1)
        );
    }

    [Test]
    public async Task An_organization_cannot_exceed_its_maximum_number_of_keys()
    {
        await Database.AddManyKeys(3, ApiKey.MaxInOrganization - 1);
        var last = await Database.AddKey(3);
        var id = await IdOf(3);

        var one = await Send(HttpMethod.Post, Routes.ApiKeys, last, """{"api_key":{"name":"n"}}""");
        var two = await Send(HttpMethod.Post, Routes.Rotate(id), last, """{"api_key":{"overlap_minutes":1}}""");
        var elsewhere = await Send(HttpMethod.Post, Routes.ApiKeys, _organizationAdmin, """{"api_key":{"name":"n"}}""");

        Assert.That(new[] { one.ErrorMessage, two.ErrorMessage }, Is.All.Contains("1000 keys at most"));
        Assert.That(elsewhere.Success, Is.True);
    }

    [Test]
    public async Task Concurrent_creates_cannot_exceed_the_maximum_number_of_keys()
    {
        await Database.AddManyKeys(3, ApiKey.MaxInOrganization - 1);

        // Through the mediator, since admission control would let one change at a time through.
        var created = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TryCreate(3))));

        Assert.That(created.Count(isCreated => isCreated), Is.EqualTo(1));
        Assert.That(
            await Database.Query<long>("SELECT COUNT(*) FROM api_keys WHERE organization_id = 3"),
            Is.EqualTo(new[] { (long)ApiKey.MaxInOrganization })
        );
    }

    private async Task<bool> TryCreate(long organizationId)
    {
        await using var scope = Database.Services.CreateAsyncScope();
        var request = new CreateApiKey(ApiKeyRole.OrganizationAdmin, "n")
        {
            Organizations = OrganizationSelection.One(organizationId),
        };
        try
        {
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
            return true;
        }
        catch (ValidationException)
        {
            return false;
        }
    }

    private async Task<Envelope> Send(HttpMethod method, string path, string key, string? body = null)
    {
        using var response = await _service.Send(method, path, key, body);
        return await Envelope.Of(response);
    }

    private async Task<long> IdOf(long organizationId) =>
        (
            await Database.Query<long>(
                "SELECT MAX(id) FROM api_keys WHERE organization_id = @organizationId",
                new { organizationId }
            )
        )[0];

    private async Task<long> Count(long organizationId) =>
        (
            await Database.Query<long>(
                "SELECT COUNT(*) FROM api_keys WHERE organization_id = @organizationId",
                new { organizationId }
            )
        )[0];

    /// <summary>The values of all keys that a change could affect.</summary>
    private async Task<IReadOnlyList<string>> Keys() =>
        [
            .. (
                await Database.Query<(long Id, string Name, string Role, bool Active, byte[] Hash)>(
                    "SELECT id, name, role, active, secret_hash FROM api_keys ORDER BY id"
                )
            ).Select(key => $"{key.Id} {key.Name} {key.Role} {key.Active} {Convert.ToHexString(key.Hash)}"),
        ];

    private static string? Name(Envelope answer) => answer.Data.GetProperty("name").GetString();

    private static bool IsActive(Envelope answer) => answer.Data.GetProperty("active").GetBoolean();
}
