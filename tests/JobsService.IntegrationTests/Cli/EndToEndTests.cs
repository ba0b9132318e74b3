using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Cli;

/// <summary>The steps of an operator with the program itself, from an empty database to the first response.</summary>
[OnEveryEngine]
[CancelAfter(300_000)]
internal sealed class EndToEndTests(DatabaseProvider provider)
{
    [Test]
    public async Task A_migrated_and_seeded_database_serves_jobs_to_a_created_key(CancellationToken cancellationToken)
    {
        await using var database = await TestDatabase.Unmigrated(provider);

        var migrated = await JobsProgram.Run(database, ["migrate"], cancellationToken: cancellationToken);
        var seeded = await JobsProgram.Run(
            database,
            ["seed", "--organizations", "3", "--jobs", "50000"],
            cancellationToken: cancellationToken
        );
        var created = await JobsProgram.Run(
            database,
            ["keys", "create", "--organization", "2", "--name", "poller"],
            cancellationToken: cancellationToken
        );
        await using var service = await ServingProcess.Start(database, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All);
        request.Headers.TryAddWithoutValidation("Authorization", created.Lines[1]["Authorization: ".Length..]);
        using var response = await service.Client.SendAsync(request, cancellationToken);

        var answer = await Envelope.Of(response);
        var organizations = answer.Data.EnumerateArray().Select(job => job.GetProperty("organization_id").GetInt64());
        using (Assert.EnterMultipleScope())
        {
            Assert.That((migrated.ExitCode, seeded.ExitCode, created.ExitCode), Is.EqualTo((0, 0, 0)));
            Assert.That(migrated.Lines[0], Is.EqualTo($"ran {provider}/0001_organizations_and_api_keys.sql"));
            Assert.That(seeded.Lines, Is.EqualTo(new[] { "50000 jobs in 3 organizations" }));
            Assert.That(seeded.ErrorLines, Is.EqualTo(new[] { "50000 of 50000 jobs" }));
            Assert.That(created.Lines[0], Does.Match("^2:[0-9a-f]{40}$"));
            Assert.That(created.Lines[1], Is.EqualTo($"Authorization: {RunningService.Basic(created.Lines[0])}"));
            Assert.That(organizations, Is.Not.Empty.And.All.EqualTo(2));
        }
    }

    [TestCase("UTC")]
    [TestCase("America/New_York")]
    public async Task The_published_example_is_the_same_in_every_time_zone(
        string timeZone,
        CancellationToken cancellationToken
    )
    {
        Assert.That(
            TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _),
            Is.True,
            "The time zone is not installed."
        );
        await using var database = await TestDatabase.Create(provider);
        var key = await database.AddKey(1);
        await PublishedExample.Insert(database);
        await using var service = await ServingProcess.Start(database, cancellationToken, timeZone);
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All);
        request.Headers.Authorization = RunningService.Basic(key);

        using var response = await service.Client.SendAsync(request, cancellationToken);

        Assert.That(await response.Content.ReadAsStringAsync(cancellationToken), Is.EqualTo(PublishedExample.Answer));
    }
}
