using JobsService.Api.Cli;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Faults;
using JobsService.IntegrationTests.Jobs;

namespace JobsService.IntegrationTests.Cli;

/// <summary><c>check</c>, and the check at the end of <c>migrate</c>, in a process of their own.</summary>
[CancelAfter(300_000)]
internal sealed class CheckCommandTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const long Lower = 0x1122334455667788;
    private const long Higher = Lower + 1;
    private const int MaxProblems = 20;

    [Test]
    public async Task An_intact_database_is_reported_in_one_line(CancellationToken cancellationToken)
    {
        var outcome = await JobsProgram.Run(Database, ["check"], cancellationToken: cancellationToken);

        Assert.That((outcome.ExitCode, outcome.Error), Is.EqualTo((ExitCode.Success, "")));
        Assert.That(outcome.Lines, Is.EqualTo(new[] { $"{Database.File} is intact" }));
    }

    [TestCase("check", 0)]
    [TestCase("migrate", 1)]
    public async Task A_damaged_database_is_reported_with_at_most_20_problems_and_the_next_step(
        string command,
        int otherLines,
        CancellationToken cancellationToken
    )
    {
        await DamageIndexes(jobs: 30);

        var outcome = await JobsProgram.Run(Database, [command], cancellationToken: cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Failure));
            Assert.That(outcome.Lines, Has.Length.EqualTo(MaxProblems + otherLines));
            Assert.That(outcome.Lines, Has.Some.Contains("missing from index ix_jobs_organization"));
            Assert.That(
                outcome.ErrorLines,
                Has.Length.EqualTo(1)
                    .And.All.StartsWith($"error: The database {Database.File} is damaged. Restore a backup")
                    .And.All.Contains(".recover")
            );
        }
    }

    [Test]
    public async Task A_truncated_file_is_reported_as_damaged(CancellationToken cancellationToken)
    {
        await using (var file = File.OpenWrite(Database.File))
        {
            file.SetLength(5000);
        }

        var outcome = await JobsProgram.Run(Database, ["check"], cancellationToken: cancellationToken);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Failure), outcome.Error);
        Assert.That(outcome.Lines, Is.Not.Empty);
    }

    [Test]
    public async Task A_missing_database_is_unavailable_and_is_not_created(CancellationToken cancellationToken)
    {
        await using var missing = TestDatabase.Embedded();

        var outcome = await JobsProgram.Run(missing, ["check"], cancellationToken: cancellationToken);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.DatabaseUnavailable));
        Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(File.Exists(missing.File), Is.False);
    }

    [Test]
    public async Task A_database_of_SQL_Server_is_left_to_its_administrator(CancellationToken cancellationToken)
    {
        await using var database = TestDatabase.At("Server=tcp:127.0.0.1,1;Database=jobs;Encrypt=False");

        var outcome = await JobsProgram.Run(database, ["check"], cancellationToken: cancellationToken);

        Assert.That((outcome.ExitCode, outcome.Output), Is.EqualTo((ExitCode.Usage, "")));
        Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("DBCC CHECKDB"));
    }

    private async Task DamageIndexes(int jobs)
    {
        await Database.AddOrganizations(Lower, Higher);
        await Database.AddJobs(Enumerable.Range(1, jobs).Select(id => JobBuilder.Job(id, Lower)));
        var changed = await DamagedFile.ChangeIndexEntries(Database, to: Higher, Lower);
        Assert.That(changed, Is.GreaterThanOrEqualTo(jobs));
    }
}
