using System.Net;
using System.Net.Security;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Transport;

/// <summary>HTTPS, redirection to it, and trusted proxies.</summary>
internal sealed class TransportTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const string Client = "192.0.2.7";
    private const string Peer = "127.0.0.1";

    [TestCase("X-Forwarded-For", Client, "", Peer)]
    [TestCase("X-Forwarded-For", Client, "127.0.0.1", Client)]
    [TestCase("X-Forwarded-For", Client, "127.0.0.0/8", Client)]
    [TestCase("X-Forwarded-For", Client, "10.0.0.0/8", Peer)]
    [TestCase("X-Forwarded-For", "1.1.1.1, " + Client, "127.0.0.1", Client)]
    [TestCase("X-Forwarded-For", Client + ", 10.0.0.9", "127.0.0.1,10.0.0.0/8", Client)]
    [TestCase("X-Forwarded-For", "nonsense", "127.0.0.1", Peer)]
    [TestCase("Forwarded", "for=" + Client, "127.0.0.1", Peer)]
    public async Task Failures_are_counted_for_the_client_address_that_trusted_proxies_forward(
        string header,
        string value,
        string trusted,
        string client
    )
    {
        await using var service = await RunningService.Start(
            Database,
            configure: builder =>
            {
                builder.Configuration["Authentication:FailuresPerMinutePerAddress"] = "1";
                foreach (var (index, proxy) in trusted.Split(',', StringSplitOptions.RemoveEmptyEntries).Index())
                {
                    builder.Configuration[$"Transport:TrustedProxies:{index}"] = proxy;
                }
            }
        );
        for (var failure = 0; failure < 2; failure++)
        {
            await Fail(service, "X-Forwarded-For", client == Client ? Client : null);
        }

        var sameClient = await Fail(service, header, value);
        var otherClient = await Fail(service, "X-Forwarded-For", client == Client ? "198.51.100.1" : null);

        Assert.That(sameClient, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(
            otherClient,
            Is.EqualTo(client == Client ? HttpStatusCode.Unauthorized : HttpStatusCode.TooManyRequests)
        );
    }

    [Test]
    public async Task A_configured_certificate_enables_HTTPS_with_HSTS()
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(
            Database,
            configure: builder =>
            {
                HttpsEndpoint.Configure(builder, Database);
                builder.Configuration["Transport:HstsDays"] = "30";
            }
        );
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, sent, _, _) => sent!.Subject == HttpsEndpoint.Subject,
            },
        };
        using var client = new HttpClient(handler) { BaseAddress = service.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All);
        request.Headers.Authorization = RunningService.Basic(key);
        request.Headers.Host = "jobs.example";
        using var response = await client.SendAsync(request);

        Assert.That((await Envelope.Of(response)).Success, Is.True);
        Assert.That(response.Headers.GetValues("Strict-Transport-Security").Single(), Is.EqualTo("max-age=2592000"));
    }

    [TestCase(443, "https://127.0.0.1/ga/api/v2/jobs/all?page=1")]
    [TestCase(8443, "https://127.0.0.1:8443/ga/api/v2/jobs/all?page=1")]
    public async Task HTTP_requests_are_redirected_when_RedirectToHttpsPort_is_set(int port, string location)
    {
        await using var service = await RunningService.Start(
            Database,
            configure: builder => builder.Configuration["Transport:RedirectToHttpsPort"] = $"{port}"
        );
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = service.Client.BaseAddress };

        using var response = await client.GetAsync($"{Routes.All}?page=1");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TemporaryRedirect));
        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo(location));
    }

    private static async Task<HttpStatusCode> Fail(RunningService service, string header, string? value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All);
        request.Headers.Authorization = RunningService.Basic("1:bad");
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using var response = await service.Client.SendAsync(request);
        return response.StatusCode;
    }
}
