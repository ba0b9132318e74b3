using System.Diagnostics;
using System.Text.RegularExpressions;
using JobsService.ClientTests.Service;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Jobs;

namespace JobsService.ClientTests.Docs;

/// <summary>The programs of <c>docs/clients.md</c> do their tasks against the running service.</summary>
[CancelAfter(180_000)]
[TestFixture("curl", "sh")]
[TestFixture("Python", "python3")]
[TestFixture("PHP", "php")]
[TestFixture("JavaScript", "node")]
internal sealed class ClientsPageTests(string heading, string interpreter) : DatabaseTests(DatabaseProvider.Sqlite)
{
    private ServiceForTests _service = null!;
    private DocumentedProgram _program = null!;

    [SetUp]
    public async Task Start()
    {
        await Database.AddOrganizations(1);
        var key = await Database.AddKey(1);
        await Database.AddJobs(Enumerable.Range(1, 1100).Select(id => JobBuilder.Job(id)));
        _service = await ServiceForTests.Start(Database);
        _program = new DocumentedProgram(heading, interpreter)
        {
            Variables = new(StringComparer.Ordinal) { ["JOBS"] = $"{_service.Address}ga/api/v2", ["KEY"] = key },
        };
    }

    [TearDown]
    public async Task Stop()
    {
        _program?.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task It_polls_for_changes(CancellationToken cancellationToken)
    {
        var first = await _program.Run("poll", cancellationToken);
        await Database.Execute("UPDATE jobs SET state = 'paused' WHERE id = 5");
        await Database.Execute("DELETE FROM jobs WHERE id = 7");
        var second = await _program.Run("poll", cancellationToken);
        var third = await _program.Run("poll", cancellationToken);

        Assert.That(Ids(first), Is.EquivalentTo(Enumerable.Range(1, 1100)));
        Assert.That(Ids(second), Is.EqualTo(new[] { 5 }));
        Assert.That(second, Does.Contain("paused").And.Match("removed 7|\"deleted\":\\[7\\]"));
        Assert.That(Ids(third), Is.Empty);
    }

    [Test]
    public async Task It_watches_over_a_restart_of_the_service(CancellationToken cancellationToken)
    {
        using var process = _program.Start("watch");
        try
        {
            await Until(process, id: 1100, "scheduled", cancellationToken);
            await Database.Execute("UPDATE jobs SET state = 'paused' WHERE id = 5");
            await Until(process, id: 5, "paused", cancellationToken);
            await _service.Restart();
            await Database.Execute("UPDATE jobs SET state = 'sending' WHERE id = 6");
            await Until(process, id: 6, "sending", cancellationToken);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Test]
    public async Task It_reads_everything_page_by_page(CancellationToken cancellationToken) =>
        Assert.That(Ids(await _program.Run("all", cancellationToken)), Is.EqualTo(Enumerable.Range(1, 1100)));

    [Test]
    public async Task It_exports_every_job(CancellationToken cancellationToken)
    {
        await _program.Run("export", cancellationToken);

        var lines = _program.Read("jobs.csv").Split("\r\n");
        Assert.That(lines, Has.Length.EqualTo(1102));
        Assert.That(lines[0], Does.StartWith("begins_at,created_at,finished_at,id,"));
        Assert.That(lines[1100], Does.Contain(",1100,Campaign,").And.Contain("Job 1100"));
    }

    // Jobs in JSON, on lines of their own or in the envelope.
    private static IEnumerable<long> Ids(string output) =>
        Regex
            .Matches(
                output,
                "\"id\": ?(?<id>[0-9]+), ?\"job_type\"",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(9)
            )
            .Select(match => long.Parse(match.Groups["id"].Value, provider: null));

    private static async Task Until(Process process, long id, string state, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Ids(line).Contains(id) && line.Contains($"\"{state}\"", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The program ended: {await process.StandardError.ReadToEndAsync(cancellationToken)}");
    }
}
