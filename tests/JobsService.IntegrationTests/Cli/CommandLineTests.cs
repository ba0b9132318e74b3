using JobsService.Api.Cli;
using JobsService.IntegrationTests.Databases;

namespace JobsService.IntegrationTests.Cli;

/// <summary>Every command with valid and invalid arguments and settings: exit code, output and error line.</summary>
[CancelAfter(300_000)]
internal sealed class CommandLineTests
{
    private TestDatabase _database = null!;

    [SetUp]
    public void ChooseDatabaseFile() => _database = TestDatabase.Embedded();

    [TearDown]
    public async Task DropDatabase() => await _database.DisposeAsync();

    [TestCase("")]
    [TestCase("serve")]
    [TestCase("migrate")]
    [TestCase("check")]
    [TestCase("seed")]
    [TestCase("keys")]
    [TestCase("keys create")]
    [TestCase("keys list")]
    public async Task Every_command_has_help(string command)
    {
        var outcome = await RunInProcess([.. ArgumentsOf(command), "--help"]);

        Assert.That((outcome.ExitCode, outcome.Error), Is.EqualTo((ExitCode.Success, "")));
        Assert.That(outcome.Output, Does.Contain("Usage:"));
    }

    [TestCase("nonsense")]
    [TestCase("keys")]
    [TestCase("keys nonsense")]
    [TestCase("keys create")]
    [TestCase("keys create --organization x --name n")]
    [TestCase("keys create --organization 1 --name n --role root")]
    [TestCase("seed --organizations 0 --jobs 1")]
    [TestCase("seed --organizations 1 --jobs -1")]
    [TestCase("seed --organizations one --jobs 1")]
    [TestCase("seed --jobs 1")]
    [TestCase("migrate --force")]
    public async Task Invalid_arguments_are_reported_in_one_line(string command)
    {
        var outcome = await RunInProcess(ArgumentsOf(command));

        Assert.That((outcome.ExitCode, outcome.Output), Is.EqualTo((ExitCode.Usage, "")));
        Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1).And.All.StartsWith("error: "));
    }

    [TestCase("frob", "'frob' is not a command or an option. Known are: migrate, check, seed, keys, serve, ")]
    [TestCase("migrat", "'migrat' is not a command or an option. Did you mean 'migrate'?")]
    [TestCase("keys", "'keys' needs a command: create, list, rotate, revoke.")]
    [TestCase("keys crate", "'crate' is not a command or an option. Did you mean 'create'?")]
    [TestCase("serve --url http://127.0.0.1:1", "'--url' is not a command or an option. Did you mean '--urls'?")]
    [TestCase("keys create --organization x --name n", "--organization is 'x'; it must be a whole number.")]
    [TestCase("keys revoke --id 9x", "--id is '9x'; it must be a whole number.")]
    public async Task Invalid_arguments_are_reported_with_what_is_allowed(string command, string message)
    {
        var outcome = await RunInProcess(ArgumentsOf(command));

        Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1).And.All.StartsWith($"error: {message}"));
    }

    [TestCase("migrate", 1)]
    [TestCase("migrate --verbose", 2)]
    public async Task An_error_has_a_stack_trace_only_if_asked_for(string command, int minLines)
    {
        var folder = Path.Combine(Path.GetDirectoryName(_database.File)!, "missing");
        _database.Settings["ConnectionStrings:Jobs"] = $"Data Source={folder}/jobs.db";

        var outcome = await JobsProgram.Run(_database, ArgumentsOf(command));

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.DatabaseUnavailable));
        Assert.That(
            outcome.ErrorLines[0],
            Is.EqualTo(
                $"error: The folder {folder} of the database file does not exist. Create it, or change ConnectionStrings:Jobs."
            )
        );
        Assert.That(outcome.ErrorLines, minLines == 1 ? Has.Length.EqualTo(1) : Has.Some.Contains(" at JobsService."));
        Assert.That(Directory.Exists(folder), Is.False);
    }

    [TestCase("Sqlite", "Server=x;Database=jobs", "SqlServer")]
    [TestCase("SqlServer", "Data Source=jobs.db", "Sqlite")]
    public async Task A_connection_string_for_the_other_provider_is_recognized(
        string provider,
        string connectionString,
        string other
    )
    {
        _database.Settings["Database:Provider"] = provider;
        _database.Settings["ConnectionStrings:Jobs"] = connectionString;

        var outcome = await JobsProgram.Run(_database, ["migrate"]);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(outcome.ErrorLines.Single(), Does.EndWith($"set Database:Provider to {other} to use it."));
    }

    [TestCase("missing.json", "The file does not exist.")]
    [TestCase("missing/settings.json", "The file does not exist.")]
    public async Task A_settings_file_that_does_not_exist_is_reported(string file, string problem)
    {
        var path = Path.Combine(Path.GetDirectoryName(_database.File)!, file);
        _database.Settings["SettingsFile"] = path;

        var outcome = await JobsProgram.Run(_database, ["migrate"]);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(
            outcome.ErrorLines.Single(),
            Does.StartWith($"error: SettingsFile is '{path}'; ").And.Contain(problem)
        );
    }

    [TestCase("http://203.0.113.7:5080", "the address is not available on this machine")]
    [TestCase("occupied", "the address is in use")]
    public async Task An_address_that_cannot_be_used_is_reported(string address, string problem)
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var url = address is "occupied" ? $"http://{other.LocalEndpoint}" : address;

        var outcome = await JobsProgram.Run(_database, ["serve", "--urls", url]);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(outcome.ErrorLines.Single(), Does.StartWith($"error: Cannot listen on {url} (--urls): {problem}"));
        Assert.That(outcome.Output, Does.Not.Contain("Exception"), "The log");
    }

    [TestCase("Database:Provider", "Oracle", "Database:Provider")]
    [TestCase("Database:Provider", "1", "Database:Provider")]
    [TestCase("Database:Provider", "", "Database:Provider")]
    [TestCase("Jobs:MaxUnpagedRecords", "-1", "Jobs:MaxUnpagedRecords")]
    [TestCase("Jobs:MaxUnpagedRecords", "many", "Jobs:MaxUnpagedRecords")]
    [TestCase("Jobs:MaxUnpagedRecords", "99999999999999999999", "Jobs:MaxUnpagedRecords")]
    [TestCase("ConnectionStrings:Jobs", "", "ConnectionStrings:Jobs")]
    [TestCase("ConnectionStrings:Jobs", "Data Source=:memory:", "ConnectionStrings:Jobs")]
    [TestCase("ConnectionStrings:Jobs", "Password=secret;Nonsense", "ConnectionStrings:Jobs")]
    [TestCase("ConnectionStrings:Jobs", "Server=x", "ConnectionStrings:Jobs")]
    [TestCase("ConnectionStrings:Jobs", "Data Source=x.db;Password=secret", "ConnectionStrings:Jobs")]
    [TestCase("ConnectionStrings:Jobs", "Data Source=x.db;Mode=ReadOnly", "ConnectionStrings:Jobs")]
    [TestCase("ConnectionStrings:Jobs", "Data Source=x.db;Default Timeout=-1", "ConnectionStrings:Jobs")]
    [TestCase("Serilog:MinimumLevel:Default", "Loud", "Serilog:MinimumLevel:Default")]
    [TestCase("Serilog:MinimumLevel:Override:System", "Loud", "Serilog:MinimumLevel:Override:System")]
    [TestCase("Authentication:FailuresPerMinutePerAddress", "-1", "Authentication:FailuresPerMinutePerAddress")]
    [TestCase(
        "Authentication:FailuresPerMinutePerOrganization",
        "few",
        "Authentication:FailuresPerMinutePerOrganization"
    )]
    [TestCase("RateLimiting:RequestsPerSecondPerKey", "-1", "RateLimiting:RequestsPerSecondPerKey")]
    [TestCase("ForwardedHeaders_Enabled", "true", "ForwardedHeaders_Enabled")]
    [TestCase("RateLimiting:QueuedRequests", "some", "RateLimiting:QueuedRequests")]
    [TestCase("Transport:TrustedProxies:0", "proxy.example", "Transport:TrustedProxies")]
    [TestCase("Transport:RedirectToHttpsPort", "99999", "Transport:RedirectToHttpsPort")]
    [TestCase("Streaming:StalledReaderSeconds", "-1", "Streaming:StalledReaderSeconds")]
    [TestCase("Transport:HstsDays", "-1", "Transport:HstsDays")]
    [TestCase("Kestrel:Limits:MaxRequestBodySize", "large", "Kestrel:Limits")]
    [TestCase("Kestrel:Limits:KeepAliveTimeout", "-00:00:09", "Kestrel:Limits")]
    [TestCase("Shutdown:DrainSeconds", "99999", "Shutdown:DrainSeconds")]
    [TestCase("Startup:DatabaseSeconds", "99999", "Startup:DatabaseSeconds")]
    [TestCase("SettingsFile", "/nowhere/settings.json", "SettingsFile")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [TestCase("Telemetry:MetricsUrl", "nonsense", "Telemetry:MetricsUrl")]
    [TestCase("Telemetry:MetricsUrl", "https://127.0.0.1:9464", "Telemetry:MetricsUrl")]
    [TestCase("Telemetry:MetricsUrl", "http://127.0.0.1:9464/metrics", "Telemetry:MetricsUrl")]
    [TestCase("Telemetry:MetricsUrl", "http://127.0.0.1:0", "Telemetry:MetricsUrl")]
    [TestCase("Telemetry:MetricsUrl", "http://127.0.0.2:5080", "Telemetry:MetricsUrl")]
    [TestCase("Urls", "nonsense", "Urls")]
    [TestCase("Urls", "http://127.0.0.1:99999", "Urls")]
    [TestCase("Urls", "", "Urls")]
    [CancelAfter(300_000)]
    public async Task An_invalid_setting_prevents_startup_and_is_reported_by_name(
        string name,
        string value,
        string reportedName,
        CancellationToken cancellationToken
    )
    {
        _database.Settings[name] = value;

        var outcome = await JobsProgram.Run(_database, ["serve"], cancellationToken: cancellationToken);

        Assert.That((outcome.ExitCode, outcome.Output), Is.EqualTo((ExitCode.Settings, "")));
        Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1).And.All.StartsWith($"error: {reportedName}"));
        Assert.That(outcome.Error, Does.Not.Contain("secret"));
    }

    [Test]
    public async Task Several_invalid_settings_are_reported_in_one_line()
    {
        _database.Settings["Database:Pool"] = "1";
        _database.Settings["ConnectionStrings:Jobs"] = "";
        _database.Settings["RateLimiting:QueuedRequest"] = "1";
        _database.Settings["Shutdown:DrainSeconds"] = "soon";
        _database.Settings["Serilog:MinimumLevel:Default"] = "Loud";
        _database.Settings["Kestrel:Limits:MaxRequestBodySize"] = "large";
        _database.Settings["Telemetry:MetricsUrl"] = "nonsense";
        _database.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = "nonsense";
        _database.Settings["Urls"] = "nonsense";

        var outcome = await JobsProgram.Run(_database, ["serve"]);

        Assert.That((outcome.ExitCode, outcome.Output), Is.EqualTo((ExitCode.Settings, "")));
        Assert.That(
            outcome.ErrorLines,
            Has.Length.EqualTo(1)
                .And.All.Contains("Database:Pool is not a setting; remove it, or use one of: Provider.")
                .And.All.Contains("ConnectionStrings:Jobs is missing.")
                .And.All.Contains(
                    "RateLimiting:QueuedRequest is not a setting; did you mean RateLimiting:QueuedRequests?"
                )
                .And.All.Contains("Shutdown:DrainSeconds is 'soon'; it must be an integer from 0 to 3600.")
                .And.All.Contains("Serilog:MinimumLevel:Default is 'Loud'; it must be one of Verbose, ")
                .And.All.Contains("Kestrel:Limits is not valid: ")
                .And.All.Contains("Telemetry:MetricsUrl is 'nonsense'; it must be an address ")
                .And.All.Contains("OTEL_EXPORTER_OTLP_ENDPOINT is 'nonsense'; it must be an address ")
                .And.All.Contains("Urls has 'nonsense'; it must be addresses ")
        );
    }

    [TestCase("serve", "Jobs:MaxUnpagedRecord", "Jobs:MaxUnpagedRecords")]
    [TestCase("migrate", "Jobs:MaxUnpagedRecord", "Jobs:MaxUnpagedRecords")]
    [TestCase("serve", "Databse:Provider", "the section Database")]
    [TestCase("migrate", "Databse:Provider", "the section Database")]
    public async Task Misspelled_setting_or_section_stops_every_command(string command, string setting, string nearest)
    {
        _database.Settings[setting] = "1";

        var outcome = await JobsProgram.Run(_database, [command]);

        Assert.That((outcome.ExitCode, outcome.Output), Is.EqualTo((ExitCode.Settings, "")));
        Assert.That(
            outcome.ErrorLines,
            Is.EqualTo(new[] { $"error: {setting} is not a setting; did you mean {nearest}?" })
        );
    }

    [TestCase("Data Source=jobs.db")]
    [TestCase("Server=tcp:127.0.0.1,1;User Id=u;Password=secret")]
    [TestCase("Database=jobs;User Id=u;Password=secret")]
    [TestCase("Server=x;Database=jobs;Connect Timeout=soon")]
    [TestCase("Server=x;Database=jobs;Connect Timeout=0")]
    [TestCase("Server=x;Database=jobs;Authentication=Active Directory Default")]
    [TestCase("Server=x;Database=jobs;Command Timeout=0")]
    [TestCase("Server=x;Database=jobs;Connect Timeout=2147483647")]
    [TestCase("Server=x;Database=jobs;Authentication=Active Directory Integrated;Integrated Security=true")]
    public async Task An_incomplete_or_invalid_SQL_Server_connection_string_is_reported(string connectionString)
    {
        _database.Settings["Database:Provider"] = "SqlServer";
        _database.Settings["ConnectionStrings:Jobs"] = connectionString;

        var outcome = await JobsProgram.Run(_database, ["migrate"]);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1).And.All.StartsWith("error: ConnectionStrings:Jobs"));
        Assert.That(outcome.Error, Does.Not.Contain("secret"));
    }

    [TestCase("Sqlite", "Server=s;Database=d")]
    [TestCase("SqlServer", "Server=s")]
    [TestCase("SqlServer", "Server=s;Database=d;Password=secret;Nonsense")]
    [TestCase("SqlServer", "Server=s;Database=d;Failover Partner=t")]
    public async Task A_read_only_connection_string_is_refused_on_SQLite_and_when_invalid(
        string provider,
        string secondary
    )
    {
        _database.Settings["Database:Provider"] = provider;
        _database.Settings["ConnectionStrings:Jobs"] =
            provider == "Sqlite" ? "Data Source=jobs.db" : "Server=s;Database=d";
        _database.Settings["ConnectionStrings:JobsReadOnly"] = secondary;

        var outcome = await JobsProgram.Run(_database, ["serve"]);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(
            outcome.ErrorLines,
            Has.Length.EqualTo(1).And.All.StartsWith("error: ConnectionStrings:JobsReadOnly")
        );
        Assert.That(outcome.Error, Does.Not.Contain("secret"));
    }

    [Test]
    public async Task Listing_keys_does_not_create_a_database()
    {
        var outcome = await JobsProgram.Run(_database, ["keys", "list"]);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.DatabaseUnavailable));
        Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("does not exist"));
        Assert.That(File.Exists(_database.File), Is.False);
    }

    [Test]
    public async Task An_unusable_database_has_its_own_exit_code()
    {
        await File.WriteAllTextAsync(_database.File, new string('x', 8192));

        var outcome = await JobsProgram.Run(_database, ["migrate"]);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.DatabaseUnavailable));
        Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("not a database"));
    }

    [Test]
    public async Task Creating_a_key_for_a_missing_organization_requires_an_organization_name()
    {
        var without = await JobsProgram.Run(_database, ["keys", "create", "--organization", "7", "--name", "n"]);
        var with = await JobsProgram.Run(
            _database,
            ["keys", "create", "--organization", "7", "--name", "n", "--organization-name", "Seven"]
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(without.ExitCode, Is.EqualTo(ExitCode.Failure));
            Assert.That(without.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("Organization 7 does not exist"));
            Assert.That(with.ExitCode, Is.EqualTo(ExitCode.Success));
            Assert.That(await _database.Query<string>("SELECT name FROM organizations"), Is.EqualTo(new[] { "Seven" }));
        }
    }

    [TestCase("2", "system_admin", "n", "organization 1 only")]
    [TestCase("1", "organization_admin", "", "name must be a text of 1 to 100 characters")]
    [TestCase("0", "organization_admin", "n", "must be greater than 0")]
    public async Task Creating_a_key_with_invalid_options_is_refused(
        string organization,
        string role,
        string name,
        string expectedMessage
    )
    {
        var outcome = await JobsProgram.Run(
            _database,
            [
                "keys",
                "create",
                "--organization",
                organization,
                "--role",
                role,
                "--name",
                name,
                "--organization-name",
                "o",
            ]
        );

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1).And.All.Contains(expectedMessage));
    }

    [Test]
    public async Task Keys_are_listed_without_secrets_and_control_characters()
    {
        var created = await JobsProgram.Run(
            _database,
            ["keys", "create", "--organization", "7", "--name", "n", "--organization-name", "Seven"]
        );
        var secret = created.Lines[0].Split(':')[1];

        // Other programs can store names that the service would refuse.
        await _database.Execute("UPDATE api_keys SET name = @name", new { name = "a\nb\u001b[2J" });

        var listed = await JobsProgram.Run(_database, ["keys", "list"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(listed.Lines, Has.Length.EqualTo(2));
            Assert.That(
                listed.Lines[1],
                Does.Match($@"^1\t7\torganization_admin\ttrue\t\S+Z\t-\t-\t{secret[^4..]}\ta\?b\?\[2J$")
            );
            Assert.That(listed.Output, Does.Not.Contain(secret));
        }
    }

    [Test]
    public async Task The_organization_option_lists_only_the_keys_of_that_organization()
    {
        await JobsProgram.Run(_database, ["migrate"]);
        await _database.AddKey(7);
        await _database.AddKey(8);

        var ofSeven = await JobsProgram.Run(_database, ["keys", "list", "--organization", "7"]);
        var ofUnknown = await JobsProgram.Run(_database, ["keys", "list", "--organization", "9"]);

        Assert.That(ofSeven.Lines.Skip(1).Select(line => line.Split('\t')[1]), Is.EqualTo(new[] { "7" }));
        Assert.That(ofUnknown.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(ofUnknown.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("Organization 9 does not exist"));
    }

    [Test]
    public async Task A_key_is_rotated_and_revoked_by_its_id()
    {
        await JobsProgram.Run(_database, ["migrate"]);
        var first = await _database.AddKey(7);

        var rotated = await JobsProgram.Run(_database, ["keys", "rotate", "--id", "1", "--overlap-minutes", "5"]);
        var revoked = await JobsProgram.Run(_database, ["keys", "revoke", "--id", "1"]);
        var again = await JobsProgram.Run(_database, ["keys", "revoke", "--id", "1"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rotated.Lines[0], Does.Match("^7:[0-9a-f]{40}$").And.Not.EqualTo(first));
            Assert.That(revoked.ExitCode, Is.EqualTo(ExitCode.Success));
            Assert.That(again.ExitCode, Is.EqualTo(ExitCode.Failure));
            Assert.That(again.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("there is no key 1"));

            // The old secret is valid for five more minutes.
            Assert.That(
                await _database.Query<string>("SELECT secret_last4 FROM api_keys WHERE expires_at IS NOT NULL"),
                Is.EqualTo(new[] { first[^4..] })
            );
        }
    }

    [TestCase("rotate", "--overlap-minutes", "-1")]
    [TestCase("rotate", "--overlap-minutes", "43201")]
    public async Task Rotation_with_an_overlap_out_of_range_is_refused(params string[] arguments)
    {
        await JobsProgram.Run(_database, ["migrate"]);
        await _database.AddKey(7);

        var outcome = await JobsProgram.Run(_database, ["keys", .. arguments, "--id", "1"]);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("overlap_minutes must be"));
    }

    [Test]
    public async Task The_last_system_admin_key_cannot_be_revoked()
    {
        await JobsProgram.Run(_database, ["migrate"]);
        await _database.AddKey(1, Domain.ApiKeys.ApiKeyRole.SystemAdmin);

        var outcome = await JobsProgram.Run(_database, ["keys", "revoke", "--id", "1"]);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("last active system_admin key"));
    }

    [Test]
    public async Task A_database_with_jobs_is_not_seeded()
    {
        string[] seed = ["seed", "--organizations", "2", "--jobs", "10"];
        await JobsProgram.Run(_database, seed);

        var again = await JobsProgram.Run(_database, seed);

        Assert.That(again.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(again.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("already contains jobs"));
        Assert.That(await _database.Query<long>("SELECT COUNT(*) FROM jobs"), Is.EqualTo(new[] { 10L }));
    }

    /// <summary>Runs a command that needs no settings in this process, which is faster than a process of its own.</summary>
    private static async Task<CommandOutcome> RunInProcess(string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await JobsCommandLine.Run(args, output, error);
        return new CommandOutcome(exitCode, output.ToString(), error.ToString());
    }

    private static string[] ArgumentsOf(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
