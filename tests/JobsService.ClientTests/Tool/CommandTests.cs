using System.Text.Json;
using JobsService.ClientTests.Service;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Jobs;

namespace JobsService.ClientTests.Tool;

/// <summary>The commands that show jobs, against the running service.</summary>
internal sealed class CommandTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private ServiceForTests _service = null!;
    private string _admin = "";
    private string _own = "";

    [SetUp]
    public async Task StartService()
    {
        await Database.AddOrganizations(1, 2);
        _admin = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        _own = await Database.AddKey(2);
        await Database.AddJobs(
            JobBuilder.Job(11, organizationId: 2, state: "sending") with
            {
                Name = "[red]Daily[/] \u001b[31mNews",
                ProgressValue = 1,
                ProgressTotal = 3,
            },
            JobBuilder.Job(12, organizationId: 2, state: "finished") with
            {
                Name = "done.csv",
                JobType = "Import",
            },
            JobBuilder.Job(13)
        );
        _service = await ServiceForTests.Start(Database);
    }

    [TearDown]
    public async Task StopService() => await _service.DisposeAsync();

    [Test]
    public async Task List_prints_a_table_without_control_characters()
    {
        var run = await Own("list");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Lines, Has.Length.EqualTo(3));
        Assert.That(run.Lines[0], Does.Match("^ID +STATE +PROGRESS +TYPE +UPDATED +NAME *$"));
        Assert.That(
            run.Lines[1],
            Does.Match("^11 +sending +33% +Campaign +2024-02-29T23:59:59Z +\\[red]Daily\\[/] \uFFFD\\[31mNews *$")
        );
        Assert.That(run.Lines[2], Does.Match("^12 +finished +- +Import "));
    }

    [TestCase("list --unfinished", "11")]
    [TestCase("list --state finished,failed", "12")]
    [TestCase("list --state finished --state sending --order -id", "12 11")]
    [TestCase("list --type campaign", "11")]
    [TestCase("list --id 12,13", "12")]
    [TestCase("list --name done", "12")]
    [TestCase("list --paused false --stalled false --order -changed", "12 11")]
    [TestCase("list --updated-after 2024-02-29", "11 12")]
    [TestCase("list --updated-before 2024-02-29T23:59:59Z", "")]
    [TestCase("list --created-after 1d", "")]
    [TestCase("list --limit 1", "11")]
    public async Task List_has_the_filters_and_orders_of_the_API(string command, string ids)
    {
        var run = await Own([.. command.Split(' '), "--output", "csv", "--fields", "id"]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(
            run.Output,
            Is.EqualTo($"id\r\n{string.Concat(ids.Split(' ').Where(id => id.Length > 0).Select(id => $"{id}\r\n"))}")
        );
    }

    [Test]
    public async Task List_prints_JSON_NDJSON_and_CSV_of_the_service()
    {
        var json = await Own("list", "--output", "json");
        var lines = await Own("list", "--output", "ndjson");
        var none = await Own("list", "--output", "json", "--state", "failed");

        var parsed = JsonDocument.Parse(json.Output).RootElement;
        Assert.That(
            parsed.EnumerateArray().Select(job => job.GetProperty("id").GetInt64()),
            Is.EqualTo(new[] { 11, 12 })
        );
        Assert.That(
            lines.Lines.Select(line => JsonDocument.Parse(line).RootElement.EnumerateObject().Count()),
            Is.All.EqualTo(17)
        );
        Assert.That(none.Output, Is.EqualTo("[]\n"));
    }

    [Test]
    public async Task A_table_reports_that_there_are_more_jobs()
    {
        var run = await Own("list", "--limit", "1");

        Assert.That(run.Lines, Has.Length.EqualTo(2));
        Assert.That(run.Error, Does.StartWith("There are more than 1 jobs."));
    }

    [Test]
    public async Task System_admins_select_organizations()
    {
        var all = await Admin("list", "--all-organizations", "--output", "ndjson");
        var one = await Admin("list", "--organization", "2", "--output", "ndjson");
        var both = await Admin("list", "--organization", "2", "--all-organizations");
        var refused = await Own("list", "--all-organizations");

        Assert.That(all.Lines, Has.Length.EqualTo(3));
        Assert.That(one.Lines, Has.Length.EqualTo(2));
        Assert.That(both.ExitCode, Is.EqualTo(2));
        Assert.That(refused.ExitCode, Is.EqualTo(3));
        Assert.That(
            refused.Error,
            Does.Match(
                "^error: This API key may not use this route\\. \\(403 not_authorized, request [0-9a-f]{32}\\)\n$"
            )
        );
    }

    [Test]
    public async Task Show_prints_one_job()
    {
        var table = await Own("show", "11");
        var json = await Own("show", "11", "--output", "json");
        var missing = await Own("show", "13");

        Assert.That(table.Output, Does.Match("(?m)^progress +33% \\(1 of 3\\) *$").And.Match("(?m)^state +sending *$"));
        Assert.That(JsonDocument.Parse(json.Output).RootElement.GetProperty("id").GetInt64(), Is.EqualTo(11));
        Assert.That(missing.ExitCode, Is.EqualTo(1));
        Assert.That(
            missing.Error,
            Is.EqualTo("error: There is no job 13, or the key has no access to it. \"jobs list\" shows the jobs.\n")
        );
    }

    [Test]
    public async Task Stats_prints_the_numbers_of_jobs()
    {
        var table = await Own("stats");
        var json = await Own("stats", "--output", "json");

        Assert.That(table.Output, Does.Match("(?m)^total +2 *$").And.Match("(?m)^ *1 +finished +Import *$"));
        Assert.That(JsonDocument.Parse(json.Output).RootElement.GetProperty("unfinished").GetInt64(), Is.EqualTo(1));
    }

    [Test]
    public async Task WhoAmI_prints_the_key_without_its_secret()
    {
        var run = await Own("whoami");

        Assert.That(
            run.Output,
            Does.Match("(?m)^organization +2 Organization 2 *$").And.Match("(?m)^expires +never *$")
        );
        Assert.That(run.Output, Does.Not.Contain(_own.Split(':')[1]));
    }

    [Test]
    public async Task Export_replaces_a_file_only_when_it_is_complete()
    {
        var directory = Directory.CreateTempSubdirectory("jobs-tool-");
        var file = Path.Combine(directory.FullName, "jobs.csv");
        try
        {
            var good = await Own("export", "--file", file, "--bom", "--fields", "id");
            var bytes = await File.ReadAllBytesAsync(file);
            var failed = await ToolRun.Of(_service.Address, "2:wrong", "export", "--file", file);

            Assert.That((good.ExitCode, failed.ExitCode), Is.EqualTo((0, 3)));
            Assert.That(bytes, Is.EqualTo("\uFEFFid\r\n11\r\n12\r\n"u8.ToArray()));
            Assert.That(await File.ReadAllBytesAsync(file), Is.EqualTo(bytes));
            Assert.That(directory.GetFiles(), Has.Length.EqualTo(1));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Test]
    public async Task Export_writes_to_standard_output()
    {
        var run = await Own("export", "--format", "ndjson", "--unfinished");

        Assert.That(run.Lines.Single(), Does.Contain("\"id\":11"));
    }

    private Task<ToolRun> Own(params string[] args) => ToolRun.Of(_service.Address, _own, args);

    private Task<ToolRun> Admin(params string[] args) => ToolRun.Of(_service.Address, _admin, args);
}
