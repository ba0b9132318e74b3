using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Docs;

/// <summary>The examples in the README match the service.</summary>
internal sealed class ReadmeTests() : DatabaseTests(DatabaseProvider.Sqlite)
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

    [Test]
    public void The_README_shows_the_demonstration_key_and_has_fewer_than_200_lines()
    {
        Assert.That(
            MissingOf($"curl --user {PublishedKey.Credentials} http://127.0.0.1:5080{Routes.All}"),
            Is.Empty,
            "Commands missing in README.md"
        );
        Assert.That(Readme.Count(character => character == '\n') + 1, Is.LessThan(200), "Lines of README.md");
    }

    private static IEnumerable<string> MissingOf(params string[] texts) =>
        texts.Where(text => !Readme.Contains(text, StringComparison.Ordinal));
}
