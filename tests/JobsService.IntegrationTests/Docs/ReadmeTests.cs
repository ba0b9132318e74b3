using System.Text.RegularExpressions;
using JobsService.Application.ApiKeys;
using JobsService.Application.Jobs;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Docs;

/// <summary>The examples, routes and filters in the README match the service.</summary>
internal sealed partial class ReadmeTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

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
    public async Task A_status_that_the_web_server_sends_without_a_body_is_in_the_README(string request, int status)
    {
        await using var service = await RunningService.Start(Database);

        var answer = await RawHttp.Send(
            service.Client.BaseAddress!,
            request.Replace("{0}", new string('x', 9_000), StringComparison.Ordinal)
        );

        var list = Readme.Split("What the web server itself")[1].Split("\n\n")[0];
        Assert.That(answer, Does.StartWith($"HTTP/1.1 {status} ").And.Contain("Content-Length: 0\r\n"));
        Assert.That(list, Does.Contain($"{status}"));
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
    public void Every_filter_is_in_the_README()
    {
        var jobFilters = JobFilters.List.Filters.Select(filter => filter.Name);
        var apiKeyFilters = ApiKeyFilters.List.Filters.Select(filter => filter.Name);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                jobFilters.Except(FirstCells(), StringComparer.Ordinal),
                Is.Empty,
                "Filters of jobs missing in the table of filters of README.md"
            );
            Assert.That(
                apiKeyFilters.Except(CodeIn(ApiKeyFilterSentence().Match(Readme).Value), StringComparer.Ordinal),
                Is.Empty,
                "Filters of API keys missing in the sentence of README.md that begins with 'Lists take'"
            );
        }
    }

    [Test]
    public async Task The_README_has_every_route_and_no_other()
    {
        string[] routes = [.. (await ServiceRoutes.OfTheApi()).Select(route => $"{route.Method} {route.Route}")];
        var listed = FirstCells().Where(code => code.Contains(" /ga/", StringComparison.Ordinal)).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                routes.Except(listed, StringComparer.Ordinal),
                Is.Empty,
                "Routes missing in the table of routes of README.md"
            );
            Assert.That(
                listed.Except(routes, StringComparer.Ordinal),
                Is.Empty,
                "Routes in README.md that do not exist"
            );
        }
    }

    /// <summary>The code in the first cells of all rows of tables.</summary>
    private static IEnumerable<string> FirstCells() =>
        FirstCell().Matches(Readme).SelectMany(cell => CodeIn(cell.Value));

    private static IEnumerable<string> CodeIn(string text) =>
        Code().Matches(text).Select(code => code.Groups["code"].Value);

    [GeneratedRegex(@"^\| [^|]+", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"\bLists take [^.]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ApiKeyFilterSentence();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    private static IEnumerable<string> MissingOf(params string[] texts) =>
        texts.Where(text => !Readme.Contains(text, StringComparison.Ordinal));
}
