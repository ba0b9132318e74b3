using JobsService.Api.Cli;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Database.SqlServer;
using JobsService.IntegrationTests.Databases;

namespace JobsService.IntegrationTests.Cli;

/// <summary><c>migrate</c> in a process of its own, on an empty database.</summary>
[OnEveryEngine]
[CancelAfter(300_000)]
internal sealed class MigrateCommandTests(DatabaseProvider provider)
{
    private TestDatabase _database = null!;

    [SetUp]
    public async Task CreateDatabase() => _database = await TestDatabase.Unmigrated(provider);

    [TearDown]
    public async Task DropDatabase()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Test]
    public async Task Concurrent_migrations_succeed_and_only_one_runs_the_scripts()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => JobsProgram.Run(_database, ["migrate"])));

        Assert.That(
            outcomes.Select(outcome => outcome.ExitCode),
            Is.All.EqualTo(ExitCode.Success),
            () => string.Concat(outcomes.Select(outcome => outcome.Error))
        );
        Assert.That(
            outcomes.Count(outcome => outcome.Output.Contains("ran ", StringComparison.Ordinal)),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Migrate_warns_when_read_committed_snapshot_is_off_and_of_nothing_else()
    {
        var outcome = await JobsProgram.Run(_database, ["migrate"]);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Success));
        Assert.That(
            outcome.ErrorLines.Select(line => line.Split(" in ")[0]),
            Is.EqualTo(await LacksReadCommittedSnapshot() ? new[] { "warning: READ_COMMITTED_SNAPSHOT is off" } : [])
        );
    }

    private async Task<bool> LacksReadCommittedSnapshot() =>
        provider == DatabaseProvider.SqlServer
        && (await _database.Query<bool>(SqlServerStatements.IsReadCommittedSnapshotOn.Text)) is [false];
}
