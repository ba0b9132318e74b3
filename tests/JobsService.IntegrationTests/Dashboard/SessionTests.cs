using System.Net;
using JobsService.Api.Authentication;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Authentication;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.IntegrationTests.Dashboard;

/// <summary>Sessions of the dashboard: what they may do, and when they end.</summary>
[OnEveryEngine]
internal sealed class SessionTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private FakeTimeProvider _time = null!;
    private string _key = null!;
    private RunningService _service = null!;

    [SetUp]
    public async Task Start()
    {
        _time = new FakeTimeProvider(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _key = await Database.AddKey(2);
        _service = await StartService();
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
    public async Task A_session_reads_what_its_key_reads_and_nothing_of_other_organizations()
    {
        await Database.AddOrganizations(3);
        await Database.AddJobs(JobBuilder.Job(1, 2), JobBuilder.Job(2, 3));
        var session = await SignIn();
        using var byKey = await _service.Get(Routes.All, _key);
        using var bySession = await session.Send(Routes.All);

        Assert.That(await bySession.Content.ReadAsStringAsync(), Is.EqualTo(await byKey.Content.ReadAsStringAsync()));
        Assert.That(await session.StatusOf(Routes.Job(2)), Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await session.StatusOf(Routes.AllOnAllOrganizations), Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCase("POST", "/ga/api/v2/api_keys")]
    [TestCase("POST", "/ga/api/v2/api_keys/1/rotate")]
    [TestCase("PUT", "/ga/api/v2/api_keys/1")]
    [TestCase("DELETE", "/ga/api/v2/api_keys/1")]
    [TestCase("POST", SignedInClient.SignInPath)]
    public async Task A_session_changes_nothing(string method, string path)
    {
        var session = await SignIn();

        Assert.That(await session.StatusOf(path, new HttpMethod(method)), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_cookie_is_kept_from_scripts_and_other_sites_and_contains_no_secret()
    {
        var session = await SignIn();
        var cookies = _service.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>();
        var ticket = cookies
            .Get(SessionServices.SchemeName)
            .TicketDataFormat.Unprotect(session.Cookie.Value.ToString())!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(session.Cookie.ToString(), Does.EndWith("; path=/; samesite=strict; httponly"));
            Assert.That(session.Cookie.Name.ToString(), Is.EqualTo(SessionCookie.Name));
            Assert.That(SessionTicket.KeyOf(ticket.Principal).OrganizationId, Is.EqualTo(2));
            Assert.That(
                ticket.Principal.Claims.Select(claim => claim.Value).Concat(ticket.Properties.Items.Values),
                Has.None.Contains(_key.Split(':')[1])
            );
        }
    }

    [Test]
    public async Task A_session_ends_after_twelve_hours_however_often_it_is_used()
    {
        var session = await SignIn();
        for (var hour = 0; hour < 11; hour++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            Assert.That(await session.StatusOf(Routes.WhoAmI), Is.EqualTo(HttpStatusCode.OK));
        }

        _time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        Assert.That(await session.StatusOf(Routes.WhoAmI), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("UPDATE api_keys SET active = @no")]
    [TestCase("UPDATE organizations SET active = @no")]
    [TestCase("DELETE FROM api_keys")]
    [TestCase("UPDATE api_keys SET expires_at = created_at")]
    public async Task A_session_ends_within_five_seconds_after_its_key_becomes_invalid(string change)
    {
        var session = await SignIn();
        Assert.That(await session.StatusOf(Routes.WhoAmI), Is.EqualTo(HttpStatusCode.OK));

        await Database.Execute(change, new { no = false });
        _time.Advance(CachedApiKeyCredentials.Lifetime);

        Assert.That(await session.StatusOf(Routes.WhoAmI), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_session_ends_when_the_secret_of_its_key_is_rotated_even_with_an_overlap()
    {
        var session = await SignIn();
        var id = (await Database.Query<long>("SELECT id FROM api_keys"))[0];

        using var rotated = await _service.Send(
            HttpMethod.Post,
            Routes.Rotate(id),
            _key,
            """{"api_key":{"overlap_minutes":60}}"""
        );

        Assert.That(rotated.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await session.StatusOf(Routes.WhoAmI), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Signing_out_removes_the_cookie()
    {
        var session = await SignIn();

        using var response = await session.Send("/dashboard/sign-out", HttpMethod.Post);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(
            response.Headers.GetValues("Set-Cookie").Single(),
            Does.StartWith($"{SessionCookie.Name}=; expires=Thu, 01 Jan 1970")
        );
    }

    [Test]
    public async Task A_session_is_accepted_by_other_replicas_and_after_a_restart()
    {
        var session = await SignIn();
        await using var replica = await StartService();
        await _service.Stop();
        await using var restarted = await StartService();

        Assert.That(await session.StatusOf(Routes.WhoAmI, replica: replica.Client), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await session.StatusOf(Routes.WhoAmI, replica: restarted.Client), Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("nonsense")]
    [TestCase("")]
    [TestCase("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_forged_cookie_is_refused(string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.WhoAmI);
        request.Headers.Add("Cookie", $"{SessionCookie.Name}={value}");
        using var response = await _service.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_session_of_a_published_key_is_refused_outside_of_the_demonstration()
    {
        await Database.Execute(
            "UPDATE api_keys SET secret_hash = @hash",
            new { hash = PublishedKey.Customer.SecretHash.ToArray() }
        );
        await using var demonstration = await StartService("Development");
        var session = await SignedInClient.SignIn(demonstration.Client, PublishedKey.Customer.Credentials);

        Assert.That(await session.StatusOf(Routes.WhoAmI), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            await session.StatusOf(Routes.WhoAmI, replica: _service.Client),
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
    }

    private Task<SignedInClient> SignIn() => SignedInClient.SignIn(_service.Client, _key);

    private Task<RunningService> StartService(string environment = "Production") =>
        RunningService.Start(Database, environment, builder => builder.Services.AddSingleton<TimeProvider>(_time));
}
