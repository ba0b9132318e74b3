using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Hostile;

/// <summary>Names of jobs, keys and organizations that contain markup, for browsers that display a response or the page of the API.</summary>
internal sealed partial class StoredMarkupTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const string Markup = "</script><script>alert('&amp;')</script>";
    private const string Document = "/openapi/v2.json";

    private static readonly char[] MarkupCharacters = ['<', '>', '&', '\''];

    private string _key = null!;

    [SetUp]
    public async Task AddKey() => _key = await Database.AddKey(1, ApiKeyRole.SystemAdmin);

    [Test]
    public async Task The_page_of_the_API_and_its_document_do_not_depend_on_stored_names_or_the_first_request()
    {
        Dictionary<string, string> before;
        await using (var service = await RunningService.Start(Database))
        {
            before = await Pages(service);
            await StoreMarkup(service);
            Assert.That(await Pages(service), Is.EqualTo(before));
        }

        // The responses are created by the first request and then cached.
        await using var restarted = await RunningService.Start(Database);
        (await restarted.Client.GetAsync("/DOCS/")).Dispose();
        restarted.Client.DefaultRequestHeaders.Host = "other.example:1";
        restarted.Client.DefaultRequestHeaders.Add("X-Forwarded-Host", "other.example");
        restarted.Client.DefaultRequestHeaders.Add("X-Forwarded-Prefix", "/other");
        restarted.Client.DefaultRequestHeaders.Authorization = RunningService.Basic(_key);
        var after = await Pages(restarted, query: $"?{Uri.EscapeDataString(Markup)}");

        Assert.That(before, Has.Count.GreaterThanOrEqualTo(4));
        Assert.That(after, Is.EqualTo(before));
    }

    [Test]
    public async Task JSON_responses_escape_markup()
    {
        await using var service = await RunningService.Start(Database);
        var id = await StoreMarkup(service);
        var escaped = JavaScriptEncoder.Default.Encode(Markup);

        foreach (
            var path in new[]
            {
                Routes.All,
                $"{Routes.Unfinished}?page_token=",
                Routes.Job(1),
                Routes.ApiKeys,
                Routes.ApiKey(id),
                Routes.AuditLog,
                $"{Routes.All}?begins_at__after={Uri.EscapeDataString(Markup)}",
            }
        )
        {
            using var response = await service.Get(path, _key);
            var body = await response.Content.ReadAsStringAsync();

            Assert.That(body.IndexOfAny(MarkupCharacters), Is.Negative, $"{path}: {body}");
            if (path is not Routes.AuditLog && response.IsSuccessStatusCode)
            {
                Assert.That(body, Does.Contain(escaped), path);
            }
        }
    }

    /// <summary>Stores markup wherever a name can be stored.</summary>
    /// <returns>The id of the API key that has it as its name.</returns>
    private async Task<long> StoreMarkup(RunningService service)
    {
        await Database.AddJobs(
            JobBuilder.Job(1) with
            {
                Name = Markup,
                State = Markup[..20],
                State2 = Markup[..20],
                JobType = Markup[..20],
            }
        );
        await Database.Execute("UPDATE organizations SET name = @name", new { name = Markup });
        using var created = await service.Send(
            HttpMethod.Post,
            Routes.ApiKeys,
            _key,
            $$$"""{"api_key":{"name":"{{{JavaScriptEncoder.Default.Encode(Markup)}}}"}}"""
        );
        return (await Envelope.Of(created)).Data.GetProperty("id").GetInt64();
    }

    /// <summary>The page, its scripts and the document.</summary>
    private static async Task<Dictionary<string, string>> Pages(RunningService service, string query = "")
    {
        var page = await service.Client.GetStringAsync($"/docs/{query}");
        var pages = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["/docs/"] = page,
            [Document] = await service.Client.GetStringAsync($"{Document}{query}"),
        };
        foreach (var address in Script().Matches(page).Select(script => $"/docs/{script.Groups["address"].Value}"))
        {
            pages.Add(address, await service.Client.GetStringAsync($"{address}{query}"));
        }

        return pages;
    }

    [GeneratedRegex("<script[^>]* src=\"(?<address>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Script();
}
