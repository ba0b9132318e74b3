using System.Net;
using System.Text.Json;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.ApiKeys;

/// <summary>The route that describes the calling key.</summary>
[OnEveryEngine]
internal sealed class WhoAmITests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private string _organizationAdmin = null!;
    private RunningService _service = null!;

    [SetUp]
    public async Task Start()
    {
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
    public async Task Each_key_gets_its_own_description()
    {
        var systemAdmin = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        await Database.Execute("UPDATE organizations SET name = 'Zoë & Co' WHERE id = 2");
        await Database.Execute("UPDATE api_keys SET name = 'my poller' WHERE organization_id = 2");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (await WhoAmI(_organizationAdmin)).GetRawText(),
                Is.EqualTo(
                    """{"api_key_id":1,"api_key_name":"my poller","expires_at":null,"organization_id":2,"organization_name":"Zoë \u0026 Co","role":"organization_admin"}"""
                )
            );
            Assert.That(
                (await WhoAmI(systemAdmin)).GetRawText(),
                Is.EqualTo(
                    """{"api_key_id":2,"api_key_name":"test","expires_at":null,"organization_id":1,"organization_name":"Organization 1","role":"system_admin"}"""
                )
            );
        }
    }

    [Test]
    public async Task The_old_secret_of_a_rotated_key_has_an_expiry_and_the_new_secret_has_none()
    {
        using var before = await _service.Get(Routes.WhoAmI, _organizationAdmin);
        var rotated = await Envelope.Of(
            await _service.Send(
                HttpMethod.Post,
                Routes.Rotate(1),
                _organizationAdmin,
                """{"api_key":{"overlap_minutes":60}}"""
            )
        );

        var old = await WhoAmI(_organizationAdmin);
        var current = await WhoAmI($"2:{rotated.Data.GetProperty("secret").GetString()}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(current.GetProperty("api_key_id").GetInt64(), Is.EqualTo(1));
            Assert.That(current.GetProperty("expires_at").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(old.GetProperty("api_key_id").GetInt64(), Is.EqualTo(2));
            Assert.That(old.GetProperty("expires_at").GetDateTimeOffset(), Is.GreaterThan(DateTimeOffset.MinValue));
        }
    }

    [Test]
    public async Task A_key_that_was_revoked_while_it_is_cached_is_not_found()
    {
        await WhoAmI(_organizationAdmin);
        await Database.Execute("DELETE FROM api_keys WHERE organization_id = 2");

        using var answer = await _service.Get(Routes.WhoAmI, _organizationAdmin);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound).Or.EqualTo(HttpStatusCode.Unauthorized));
    }

    private async Task<JsonElement> WhoAmI(string key)
    {
        var answer = await Envelope.Of(await _service.Get(Routes.WhoAmI, key));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        return answer.Data;
    }
}
