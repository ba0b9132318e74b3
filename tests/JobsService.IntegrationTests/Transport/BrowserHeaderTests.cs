using System.Net;
using System.Security.Cryptography;
using System.Text;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Transport;

/// <summary>Security headers for browsers, and caching of scripts.</summary>
internal sealed class BrowserHeaderTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [TestCase(Routes.All, true)]
    [TestCase(Routes.All, false)]
    [TestCase("/nowhere", false)]
    [TestCase("/docs/", false)]
    [TestCase("/docs/scalar.js", false)]
    [TestCase("/openapi/v2.json", false)]
    [TestCase("/health/live", false)]
    public async Task Every_response_forbids_content_sniffing_and_hides_the_server(string path, bool hasKey)
    {
        var key = hasKey ? await Database.AddKey(1) : null;
        await using var service = await RunningService.Start(Database);

        using var response = await service.Get(path, key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
            Assert.That(response.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
            Assert.That(response.Headers.Server, Is.Empty);
            Assert.That(response.Headers.Contains("X-Powered-By"), Is.False);
            Assert.That(response.Headers.Contains("Strict-Transport-Security"), Is.False, "HSTS is off by default.");
        }
    }

    [Test]
    public async Task The_documentation_page_allows_only_its_own_scripts()
    {
        await using var service = await RunningService.Start(Database);

        using var response = await service.Get("/docs/");

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var page = await response.Content.ReadAsStringAsync();
        var inline = page.Split("<script type=\"module\">")[1].Split("</script>")[0];
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline)));
        Assert.That(policy, Does.StartWith("default-src 'none'; ").And.Contain($"script-src 'self' 'sha256-{hash}';"));
        Assert.That(
            policy,
            Does.Contain("frame-ancestors 'none'").And.Contain("base-uri 'none'").And.Contain("form-action 'none'")
        );
        Assert.That(policy.Split("style-src")[0], Does.Not.Contain("unsafe"));
    }

    [Test]
    public async Task The_scripts_of_the_documentation_page_are_cached()
    {
        await using var service = await RunningService.Start(Database);
        using var first = await service.Get("/docs/scalar.js");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs/scalar.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await service.Client.SendAsync(request);

        Assert.That(first.Headers.CacheControl!.NoStore, Is.False);
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [TestCase("GET")]
    [TestCase("OPTIONS")]
    public async Task Cross_origin_requests_get_no_CORS_headers(string method)
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(Database);
        using var request = new HttpRequestMessage(new HttpMethod(method), Routes.All);
        request.Headers.Authorization = RunningService.Basic(key);
        request.Headers.Add("Origin", "https://elsewhere.example");
        request.Headers.Add("Access-Control-Request-Method", "DELETE");
        using var response = await service.Client.SendAsync(request);

        Assert.That(response.Headers.Select(header => header.Key), Has.None.StartsWith("Access-Control-").IgnoreCase);
    }
}
