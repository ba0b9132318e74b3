using JobsService.ClientTests.Scripted;

namespace JobsService.ClientTests.Tool;

internal sealed class LoginTests
{
    private const string Caller =
        """{"success":true,"data":{"api_key_id":1,"api_key_name":"poller","expires_at":null,"organization_id":2,"organization_name":"Two","role":"organization_admin"},"error_code":null,"error_message":null}""";

    private DirectoryInfo _directory = null!;
    private string _file = "";
    private Dictionary<string, string> _environment = [];

    [SetUp]
    public void CreateDirectory()
    {
        _directory = Directory.CreateTempSubdirectory("jobs-login-");
        _file = Path.Combine(_directory.FullName, "jobs", "login.json");
        _environment = new(StringComparer.Ordinal) { ["XDG_CONFIG_HOME"] = _directory.FullName };
    }

    [TearDown]
    public void DeleteDirectory() => _directory.Delete(recursive: true);

    [Test]
    public async Task Login_stores_a_key_that_the_service_accepts_and_logout_deletes_it()
    {
        await using var server = new ScriptedServer(Replies.Whole(Caller), Replies.Whole(Caller));

        var login = await Run("2:s3cr3t\n", "login", $"{server.Address}");
        var whoAmI = await Run("", "whoami");
        var logout = await Run("", "logout");
        var after = await Run("", "whoami");

        Assert.That(login.Output, Does.Match("^Logged in to .* as poller of Two\\.").And.Not.Contain("s3cr3t"));
        Assert.That(whoAmI.ExitCode, Is.Zero, whoAmI.Error);
        Assert.That(
            server
                .Requests.Select(request => request.Headers["Authorization"])
                .Distinct(StringComparer.Ordinal)
                .Count(),
            Is.EqualTo(1)
        );
        Assert.That(logout.ExitCode, Is.Zero);
        Assert.That(after.ExitCode, Is.EqualTo(3));
        Assert.That(after.Error, Does.StartWith("error: Not logged in. Run: jobs login ENDPOINT"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Only_the_user_can_read_the_stored_key()
    {
        await using var server = new ScriptedServer(Replies.Whole(Caller), Replies.Whole(Caller));

        await Run("2:s3cr3t", "login", $"{server.Address}");
        await Run("2:n3w", "login", $"{server.Address}");

#pragma warning disable CA1416 // Not on Windows.
        Assert.That(File.GetUnixFileMode(_file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(
            File.GetUnixFileMode(Path.GetDirectoryName(_file)!) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead),
            Is.EqualTo(UnixFileMode.None)
        );
#pragma warning restore CA1416
        Assert.That(await File.ReadAllTextAsync(_file), Does.Contain("n3w"));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(_file)!), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_key_that_the_service_refuses_is_not_stored()
    {
        await using var server = new ScriptedServer(
            Replies.Error(401, "not_authorized", "A valid API key is required.")
        );

        var run = await Run("2:s3cr3t", "login", $"{server.Address}");

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.StartWith("error: A valid API key is required. (401 not_authorized"));
        Assert.That(File.Exists(_file), Is.False);
    }

    [TestCase("", "Standard input is empty", 2)]
    [TestCase("s3cr3t", "ORGANIZATION:SECRET", 3)]
    public async Task A_key_that_is_malformed_is_an_error_in_one_line_without_the_key(
        string key,
        string message,
        int code
    )
    {
        var run = await Run(key, "login", "http://127.0.0.1:1");

        Assert.That(run.ExitCode, Is.EqualTo(code));
        Assert.That(run.Error, Does.Contain(message).And.Not.Contain("s3cr3t").And.Match("^error: [^\n]+\n$"));
    }

    [TestCase("JOBS_KEY", "JOBS_ENDPOINT is not")]
    [TestCase("JOBS_ENDPOINT", "JOBS_KEY is not")]
    public async Task A_stored_key_is_never_combined_with_the_environment(string variable, string message)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        await File.WriteAllTextAsync(_file, """{"endpoint":"http://127.0.0.1:1","key":"2:s3cr3t"}""");
        _environment[variable] = "2:x";

        var run = await Run("", "whoami");

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain(message));
    }

    [TestCase("{}")]
    [TestCase("x")]
    public async Task A_damaged_file_is_reported_with_the_next_step(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        await File.WriteAllTextAsync(_file, content);

        var run = await Run("", "whoami");

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Is.EqualTo($"error: The file {_file} is damaged. Run: jobs login ENDPOINT\n"));
    }

    private Task<ToolRun> Run(string input, params string[] args) => ToolRun.Of(args, _environment, input);
}
