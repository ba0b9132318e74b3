using System.Diagnostics;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Docs;
using JobsService.IntegrationTests.Service;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.JobChanges;

/// <summary>The programs in <c>docs/examples</c> keep a copy of the jobs equal to the list.</summary>
internal sealed class ExampleProgramTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [TestCase("python3", "changes.py")]
    [TestCase("php", "changes.php")]
    public async Task A_program_keeps_its_copy_in_step(string interpreter, string program)
    {
        if (!IsInstalled(interpreter))
        {
            Assert.Ignore($"{interpreter} is not installed. Install it to run docs/examples/{program}.");
        }

        await Database.AddOrganizations(1);
        await Database.AddJobs(Job(1), Job(2));
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(Database);
        using var process = Process.Start(
            new ProcessStartInfo(interpreter, [Path.Combine(Repository.Root, "docs", "examples", program)])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                Environment = { ["JOBS"] = $"{service.Client.BaseAddress}ga/api/v2", ["KEY"] = key },
            }
        )!;
        try
        {
            Assert.That(await process.StandardOutput.ReadLineAsync(), Is.EqualTo("jobs: 1 2"));
            await Database.AddJobs(Job(3));
            Assert.That(await process.StandardOutput.ReadLineAsync(), Is.EqualTo("jobs: 1 2 3"));
            await Database.Execute("DELETE FROM jobs WHERE id = 1");
            Assert.That(await process.StandardOutput.ReadLineAsync(), Is.EqualTo("jobs: 2 3"));
        }
        finally
        {
            process.Kill();
        }
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
