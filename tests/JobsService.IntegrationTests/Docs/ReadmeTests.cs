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

        foreach (var response in new[] { success, error })
        {
            Assert.That(Readme, Does.Contain($"```json\n{await response.Content.ReadAsStringAsync()}\n```"));
        }
    }

    [Test]
    public void The_README_shows_the_demonstration_key_and_has_fewer_than_200_lines()
    {
        Assert.That(Readme, Does.Contain($"curl --user {PublishedKey.Credentials} http://127.0.0.1:5080{Routes.All}"));
        Assert.That(Readme.Split('\n'), Has.Length.LessThan(200));
    }
}
