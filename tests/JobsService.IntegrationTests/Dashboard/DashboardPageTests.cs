using System.Net;
using System.Text.RegularExpressions;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Docs;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Dashboard;

/// <summary>The page of the dashboard and its files, as the service sends them.</summary>
internal sealed partial class DashboardPageTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const int MaxCompressedBytes = 100 * 1024;

    private static readonly string Files = Path.Combine(Repository.Root, "src/JobsService.Api/wwwroot/dashboard");

    private RunningService _service = null!;

    [SetUp]
    public async Task Start() => _service = await RunningService.Start(Database);

    [TearDown]
    public async Task Stop()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    [TestCase("/", "text/html,application/xhtml+xml,*/*;q=0.8", "dashboard/")]
    [TestCase("/dashboard", "*/*", "dashboard/")]
    [TestCase("/dashboard?view=failed", "*/*", "dashboard/?view=failed")]
    public async Task A_browser_is_led_to_the_page_by_a_relative_reference(string path, string accept, string location)
    {
        using var response = await Get(path, accept);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo(location));
    }

    [TestCase("application/json")]
    [TestCase("*/*")]
    [TestCase("")]
    public async Task A_client_that_does_not_ask_for_HTML_gets_404_at_the_root(string accept)
    {
        using var response = await Get("/", accept);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
    }

    [Test]
    public async Task The_page_refers_to_fingerprinted_files_by_relative_references_which_can_be_cached_for_a_year()
    {
        var page = await _service.Client.GetStringAsync("/dashboard/");
        var files = FilesIn(page);

        Assert.That(files, Has.Length.EqualTo(Directory.GetFiles(Files).Length));
        foreach (var file in files)
        {
            using var response = await Get($"/dashboard/{file}", "*/*");
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), file);
            Assert.That($"{response.Headers.CacheControl}", Does.Contain("immutable"), file);
        }
    }

    [Test]
    public async Task The_page_and_its_files_have_at_most_100_KB_compressed()
    {
        var page = await _service.Client.GetStringAsync("/dashboard/");
        var sizes = new List<long> { await CompressedSize("/dashboard/") };
        foreach (var file in FilesIn(page))
        {
            sizes.Add(await CompressedSize($"/dashboard/{file}"));
        }

        TestContext.Out.WriteLine($"{sizes.Sum()} bytes in {sizes.Count} files");
        Assert.That(sizes.Sum(), Is.LessThan(MaxCompressedBytes));
    }

    [Test]
    public async Task The_policy_of_the_page_allows_only_files_and_requests_of_this_service()
    {
        using var response = await Get("/dashboard/", "text/html");

        Assert.That(
            Hash().Replace(response.Headers.GetValues("Content-Security-Policy").Single(), "'sha256-…'"),
            Is.EqualTo(
                "default-src 'none'; script-src 'self' 'sha256-…'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
                    + "trusted-types 'none'"
            )
        );
    }

    [Test]
    public async Task The_page_offers_the_published_keys_in_the_demonstration_only()
    {
        var usual = await _service.Client.GetStringAsync("/dashboard/");
        await using var demonstration = await RunningService.Start(Database, "Development");
        var ofDemonstration = await demonstration.Client.GetStringAsync("/dashboard/");

        foreach (var key in PublishedKey.All)
        {
            Assert.That(usual, Does.Not.Contain(key.Credentials));
            Assert.That(ofDemonstration, Does.Contain(key.Credentials));
        }
    }

    [Test]
    public void No_file_names_another_host_or_writes_markup()
    {
        foreach (var file in Directory.GetFiles(Files))
        {
            var text = File.ReadAllText(file).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
            Assert.That(
                text,
                Does.Not.Match(@"https?://|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\("),
                file
            );
        }
    }

    private static string[] FilesIn(string page) =>
        [.. Reference().Matches(page).Select(match => match.Groups["file"].Value).Distinct(StringComparer.Ordinal)];

    private async Task<HttpResponseMessage> Get(string path, string accept)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = _service.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept.Length > 0)
        {
            request.Headers.Add("Accept", accept);
        }

        return await client.SendAsync(request);
    }

    private async Task<long> CompressedSize(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "gzip");
        using var response = await _service.Client.SendAsync(request);
        return (await response.Content.ReadAsByteArrayAsync()).Length;
    }

    [GeneratedRegex(
        "(href|src)=\"(?<file>[^\"./?]+\\.[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Reference();

    [GeneratedRegex("'sha256-[^']+'", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hash();
}
