using System.Net.Sockets;
using JobsService.Tool;

namespace JobsService.ClientTests.Tool;

internal sealed class UsageTests
{
    private static readonly string[] Commands =
    [
        "login",
        "logout",
        "list",
        "show",
        "watch",
        "stats",
        "export",
        "whoami",
        "completion",
    ];

    [TestCaseSource(nameof(Commands))]
    public async Task The_help_of_every_command_has_examples(string command)
    {
        var run = await Run(command, "--help");

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("Usage:").And.Match("(?m)^Examples:\n  .*jobs " + command));
        Assert.That(HelpWithExamples.Commands, Does.Contain(command));
    }

    [Test]
    public async Task The_help_names_every_command()
    {
        var run = await Run("--help");

        foreach (var command in Commands)
        {
            Assert.That(run.Output, Does.Match($"(?m)^  {command} "));
        }
    }

    [TestCase("list --state")]
    [TestCase("list --limit 0")]
    [TestCase("list --limit x")]
    [TestCase("list --order name")]
    [TestCase("list --output xml")]
    [TestCase("list --id x")]
    [TestCase("list --updated-after yesterday")]
    [TestCase("list --unknown")]
    [TestCase("show")]
    [TestCase("show x")]
    [TestCase("watch --timeout 5")]
    [TestCase("lst")]
    [TestCase("completion fish")]
    public async Task Invalid_arguments_are_an_error_in_one_line(string arguments)
    {
        var run = await Run(arguments.Split(' '));

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Match("^error: [^\n]+ Run with --help for usage\\.\n$"));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    public async Task A_service_that_does_not_listen_is_exit_code_4()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();

        var run = await ToolRun.Of(address, "2:x", "whoami");

        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(run.Error, Does.StartWith($"error: The request to {address}ga/api/v2/ failed: "));
    }

    [TestCase("[suggest:7] jobs li", "list")]
    [TestCase("[suggest:14] jobs list --st", "--state")]
    [TestCase("[suggest:18] jobs list --state ", "failed")]
    [TestCase("[suggest:18] jobs list --order ", "-changed")]
    public async Task Commands_and_options_are_suggested(string arguments, string expected)
    {
        var parts = arguments.Split(' ', 2);

        var run = await Run(parts[0], parts[1]);

        Assert.That(run.Lines, Does.Contain(expected));
    }

    [TestCase("bash", "complete ")]
    [TestCase("zsh", "compdef ")]
    [TestCase("pwsh", "Register-ArgumentCompleter")]
    public async Task Completion_prints_a_script(string shell, string expected)
    {
        var run = await Run("completion", shell);

        Assert.That(run.Output, Does.Contain(expected).And.Contain("[suggest:"));
    }

    [Test, CancelAfter(60_000)]
    public async Task In_bash_words_run_the_tool_and_options_the_builtin_command(CancellationToken cancellationToken)
    {
        ToolProcess.Require("bash");
        var directory = Directory.CreateTempSubdirectory("jobs-bash-");
        try
        {
            var script = Path.Combine(directory.FullName, "jobs");
            await File.WriteAllTextAsync(script, "#!/bin/sh\necho \"tool $*\"\n", cancellationToken);
            var completion = (await Run("completion", "bash")).Output;
            const string Script =
                "sleep 60 & jobs list --unfinished; jobs --help; jobs %1; jobs -p > pid; kill $(cat pid); jobs show 1";
            using var bash = ToolProcess.Start(
                "bash",
                ["-c", $"cd '{directory.FullName}'; chmod +x jobs; PATH=$PWD:$PATH\n{completion}\n{Script}"]
            );

            var run = await bash.Finish(cancellationToken);

            Assert.That(run.Lines, Has.Length.EqualTo(4), run.Error);
            Assert.That(run.Lines[0], Is.EqualTo("tool list --unfinished"));
            Assert.That(run.Lines[1], Is.EqualTo("tool --help"));
            Assert.That(run.Lines[2], Does.Match(@"^\[1\].*sleep 60"));
            Assert.That(run.Lines[3], Is.EqualTo("tool show 1"));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static Task<ToolRun> Run(params string[] args) => ToolRun.Of(args, new(StringComparer.Ordinal));
}
