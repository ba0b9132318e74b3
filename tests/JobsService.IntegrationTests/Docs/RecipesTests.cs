using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using JobsService.Domain.ApiKeys;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Docs;

/// <summary>Every request of <c>docs/recipes.md</c> works against the demonstration.</summary>
internal sealed partial class RecipesTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "recipes.md"));

    [Test]
    public async Task Every_recipe_has_one_request_which_returns_jobs_of_the_demonstration()
    {
        await using var database = TestDatabase.Embedded();
        await using var service = await RunningService.Start(database, "Development");
        var recipes = Page.Split("\n## ")[1..];

        Assert.That(Page, Does.Contain($"KEY={PublishedKey.Customer.Credentials}"));
        Assert.That(recipes, Has.Length.GreaterThanOrEqualTo(9));
        using (Assert.EnterMultipleScope())
        {
            foreach (var recipe in recipes)
            {
                var title = recipe.Split('\n')[0];
                var requests = Requests().Matches(recipe);
                Assert.That(requests, Has.Count.EqualTo(1), title);
                using var response = await service.Get(
                    $"/ga/api/v2{WithTime(requests[0].Groups["path"].Value)}",
                    PublishedKey.Customer.Credentials
                );
                var body = await response.Content.ReadAsStringAsync();
                Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{title}: {body}");
                Assert.That(
                    body,
                    title == "Watch the changes"
                        ? Does.Contain("event: ready")
                        : Does.Match("\"state\":\"|\"id\":[0-9]|(?s)\r\n.*\r\n"),
                    title
                );
            }
        }
    }

    private static string WithTime(string path) =>
        Command()
            .Replace(
                path,
                TimeProvider.System.GetUtcNow().AddDays(-1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
            );

    [GeneratedRegex(
        "^curl -gsu \\$KEY \"\\$JOBS(?<path>[^\"]+)\"",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Requests();

    [GeneratedRegex(@"\$\(date[^)]*\)", RegexOptions.None, 1000)]
    private static partial Regex Command();
}
