using System.Text.RegularExpressions;
using JobsService.Application.ApiKeys;
using JobsService.Application.Jobs;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Docs;

/// <summary>The examples in the README and the tables in <c>docs/api.md</c> match the service.</summary>
internal sealed partial class ReadmeTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
    private static readonly string Reference = File.ReadAllText(Path.Combine(Repository.Root, "docs/api.md"));

    [Test]
    public async Task Example_responses_match_the_responses_of_the_service()
    {
        var key = await Database.AddKey(1);
        await PublishedExample.Insert(Database);
        await using var service = await RunningService.Start(Database);
        using var success = await service.Get(Routes.All, key);
        using var error = await service.Get(Routes.All);

        string[] examples =
        [
            $"```json\n{await success.Content.ReadAsStringAsync()}\n```",
            $"```json\n{await error.Content.ReadAsStringAsync()}\n```",
        ];
        Assert.That(MissingOf(examples), Is.Empty, "Responses of the service missing in README.md");
    }

    [TestCase("GET  / HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [TestCase("GET /%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400)]
    [TestCase("GET /{0} HTTP/1.1\r\nHost: x\r\n\r\n", 414)]
    [TestCase("GET / HTTP/1.1\r\nHost: x\r\nX: {0}{0}{0}{0}\r\n\r\n", 431)]
    [TestCase("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505)]
    [TestCase("GET / HTTP/1.2\r\nHost: x\r\n\r\n", 505)]
    public async Task A_status_that_the_web_server_sends_without_a_body_is_in_the_API_reference(
        string request,
        int status
    )
    {
        await using var service = await RunningService.Start(Database);

        var answer = await RawHttp.Send(
            service.Client.BaseAddress!,
            request.Replace("{0}", new string('x', 9_000), StringComparison.Ordinal)
        );

        var statuses = FirstCells(Section("Errors").Split("answered by the web server")[1]);
        Assert.That(answer, Does.StartWith($"HTTP/1.1 {status} ").And.Contain("Content-Length: 0\r\n"));
        Assert.That(statuses, Does.Contain($"{status}"), "Statuses of the web server missing in docs/api.md");
    }

    [Test]
    public void The_README_shows_the_demonstration_key_and_has_fewer_than_200_lines()
    {
        Assert.That(
            MissingOf($"curl --user {PublishedKey.Example.Credentials} http://127.0.0.1:5080{Routes.All}"),
            Is.Empty,
            "Commands missing in README.md"
        );
        Assert.That(Readme.Count(character => character == '\n') + 1, Is.LessThan(200), "Lines of README.md");
    }

    [Test]
    public void Every_filter_is_in_the_API_reference()
    {
        var jobFilters = JobFilters.List.Filters.Select(filter => filter.Name);
        var apiKeyFilters = ApiKeyFilters.List.Filters.Select(filter => filter.Name);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                jobFilters.Except(CodeIn(FirstCells(Section("Filters"))), StringComparer.Ordinal),
                Is.Empty,
                "Filters of jobs missing in the table of filters of docs/api.md"
            );
            Assert.That(
                apiKeyFilters.Except(CodeIn(ApiKeyFilterSentence().Match(Reference).Value), StringComparer.Ordinal),
                Is.Empty,
                "Filters of API keys missing in the sentence of docs/api.md that begins with 'Lists of API keys accept'"
            );
        }
    }

    [Test]
    public async Task The_API_reference_has_every_route_and_no_other()
    {
        string[] routes = [.. (await ServiceRoutes.OfTheApi()).Select(route => $"{route.Method} {route.Route}")];
        var listed = CodeIn(FirstCells(Reference))
            .Where(code => code.Contains(" /ga/", StringComparison.Ordinal))
            .ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                routes.Except(listed, StringComparer.Ordinal),
                Is.Empty,
                "Routes missing in the table of routes of docs/api.md"
            );
            Assert.That(
                listed.Except(routes, StringComparer.Ordinal),
                Is.Empty,
                "Routes in docs/api.md that do not exist"
            );
        }
    }

    private static string Section(string heading) => Reference.Split($"\n## {heading}\n")[1].Split("\n## ")[0];

    /// <summary>The first cells of all rows of tables.</summary>
    private static IEnumerable<string> FirstCells(string text) =>
        FirstCell().Matches(text).Select(cell => cell.Groups["cell"].Value.Trim());

    private static IEnumerable<string> CodeIn(IEnumerable<string> texts) => texts.SelectMany(CodeIn);

    private static IEnumerable<string> CodeIn(string text) =>
        Code().Matches(text).Select(code => code.Groups["code"].Value);

    [GeneratedRegex(
        @"^\| (?<cell>[^|]+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"\bLists of API keys accept [^.]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ApiKeyFilterSentence();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    private static IEnumerable<string> MissingOf(params string[] texts) =>
        texts.Where(text => !Readme.Contains(text, StringComparison.Ordinal));
}
