using System.Net;
using JobsService.Api.Authentication;
using JobsService.Application.Authentication;
using JobsService.Application.Availability;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using JobsService.IntegrationTests.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Dashboard;

/// <summary>Signing in to the dashboard: credentials, throttling, other sites, HTTPS, and an unavailable database.</summary>
internal sealed class SignInTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private string _key = null!;
    private RunningService _service = null!;

    [SetUp]
    public async Task Start()
    {
        _key = await Database.AddKey(2);
        _service = await RunningService.Start(
            Database,
            configure: builder => builder.Configuration["Authentication:FailuresPerMinutePerAddress"] = "3"
        );
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
    public async Task Invalid_credentials_are_refused_and_throttled_like_those_of_every_request()
    {
        List<HttpStatusCode> statuses = [];
        for (var failure = 0; failure < 5; failure++)
        {
            using var response = await SignedInClient.SendSignIn(_service.Client, $"2:{new string('a', 40)}");
            Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
            statuses.Add(response.StatusCode);
        }

        Assert.That(statuses.Take(3), Is.All.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(statuses.Skip(3), Is.All.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(await SignedInClient.SignIn(_service.Client, _key), Is.Not.Null, "A valid key is not locked out.");
    }

    [Test]
    public async Task A_request_of_the_dashboard_gets_a_challenge_for_which_no_browser_shows_a_dialog()
    {
        using var ofDashboard = await SignedInClient.SendSignIn(_service.Client, key: null);
        using var ofClient = await _service.Get(Routes.All);
        using var withCookie = new HttpRequestMessage(HttpMethod.Get, Routes.All);
        withCookie.Headers.Add("Cookie", $"{SessionCookie.Name}=ended");
        using var ofEventSource = await _service.Client.SendAsync(withCookie);

        Assert.That($"{ofDashboard.Headers.WwwAuthenticate}", Is.EqualTo("Session realm=\"Jobs API\""));
        Assert.That($"{ofEventSource.Headers.WwwAuthenticate}", Is.EqualTo("Session realm=\"Jobs API\""));
        Assert.That($"{ofClient.Headers.WwwAuthenticate}", Is.EqualTo("Basic realm=\"Jobs API\""));
    }

    [TestCase("/dashboard/sign-in", "Origin", "http://evil.example")]
    [TestCase("/dashboard/sign-in", "Sec-Fetch-Site", "cross-site")]
    [TestCase("/dashboard/sign-out", "Origin", "http://evil.example")]
    [TestCase("/dashboard/sign-out", "Sec-Fetch-Site", "same-site")]
    public async Task Another_site_can_neither_sign_in_nor_sign_out(string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = RunningService.Basic(_key);
        request.Headers.Add(header, value);
        using var response = await _service.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
    }

    [Test]
    public async Task Under_HTTPS_the_cookie_is_secure_and_bound_to_the_host()
    {
        await using var service = await RunningService.Start(
            Database,
            configure: builder => HttpsEndpoint.Configure(builder, Database)
        );
        using var client = HttpsEndpoint.ClientOf(service);

        var session = await SignedInClient.SignIn(client, _key);

        Assert.That(session.Cookie.Name.ToString(), Is.EqualTo("__Host-jobs-session"));
        Assert.That(session.Cookie.ToString(), Does.EndWith("; path=/; secure; samesite=strict; httponly"));
        Assert.That(await session.StatusOf(Routes.WhoAmI), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_session_gets_503_and_not_401_while_the_keys_that_protect_it_cannot_be_read()
    {
        var session = await SignedInClient.SignIn(_service.Client, _key);
        var keys = new InterruptedKeys(_service.Services.GetRequiredService<IDataProtectionKeys>());
        await using var restarted = await RunningService.Start(
            Database,
            configure: builder => builder.Services.AddSingleton<IDataProtectionKeys>(keys)
        );

        var during = await session.StatusOf(Routes.WhoAmI, replica: restarted.Client);
        using var signIn = await SignedInClient.SendSignIn(restarted.Client, _key);
        keys.AreAvailable = true;
        var after = await session.StatusOf(Routes.WhoAmI, replica: restarted.Client);

        Assert.That(during, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(signIn.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(after, Is.EqualTo(HttpStatusCode.OK));
    }

    private sealed class InterruptedKeys(IDataProtectionKeys keys) : IDataProtectionKeys
    {
        public bool AreAvailable { get; set; }

        public Task<IReadOnlyList<string>> Read(CancellationToken cancellationToken) =>
            AreAvailable
                ? keys.Read(cancellationToken)
                : throw new DatabaseUnavailableException("The database is not available in this test.");

        public Task Add(string name, string xml, CancellationToken cancellationToken) =>
            keys.Add(name, xml, cancellationToken);
    }
}
