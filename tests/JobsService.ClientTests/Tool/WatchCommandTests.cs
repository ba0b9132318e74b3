using JobsService.ClientTests.Scripted;

namespace JobsService.ClientTests.Tool;

/// <summary><c>jobs watch</c> through a pipe and in a terminal.</summary>
[CancelAfter(120_000)]
internal sealed class WatchCommandTests
{
    private static readonly Reply[] TwoJobsThatEnd =
    [
        Replies.Whole(Texts.Changes("c0")),
        Replies.Whole(Texts.Page(nextToken: null, Texts.Job(1), Texts.Job(2, progress: 9))),
        Replies.Events(
            Replies.Event("ready", "c0", """{"cursor":"c0"}"""),
            Replies.Event("job", "c1", Texts.Job(1, progress: 5)),
            Replies.Event("job", "c2", Texts.Job(1, progress: 5)),
            Replies.Event("job", "c3", Texts.Job(2, "failed", progress: 9))
        ),
        Replies.Events(Replies.Event("job", "c4", Texts.Job(1, "finished", progress: 10))),
    ];

    [Test]
    public async Task In_a_pipe_watch_prints_a_line_for_each_change(CancellationToken cancellationToken)
    {
        await using var server = new ScriptedServer(TwoJobsThatEnd);
        using var process = ToolProcess.Start(server.Address, "watch", "1", "2");

        var run = await process.Finish(cancellationToken);

        Assert.That(
            run.Lines,
            Is.EqualTo(
                new[]
                {
                    "2014-07-03T13:37:39Z\t1\tsending\t0%\tJob 1",
                    "2014-07-03T13:37:39Z\t2\tsending\t90%\tJob 2",
                    "2014-07-03T13:37:39Z\t1\tsending\t50%\tJob 1",
                    "2014-07-03T13:37:39Z\t2\tfailed\t90%\tJob 2",
                    "2014-07-03T13:37:39Z\t1\tfinished\t100%\tJob 1",
                }
            )
        );
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Error, Does.Match("^warning: [^\n]+ The watch continues\\.\n$"));
        Assert.That(server.Requests[2].Target, Does.EndWith("events?id=1%2C2&cursor=c0"));
    }

    [Test]
    public async Task With_exit_status_a_failed_job_is_exit_code_5(CancellationToken cancellationToken)
    {
        await using var server = new ScriptedServer(TwoJobsThatEnd);
        using var process = ToolProcess.Start(server.Address, "watch", "1", "2", "--exit-status");

        Assert.That((await process.Finish(cancellationToken)).ExitCode, Is.EqualTo(5));
    }

    [Test]
    public async Task The_time_of_timeout_is_exit_code_6(CancellationToken cancellationToken)
    {
        await using var server = new ScriptedServer(
            Replies.Whole(Texts.Changes("c0")),
            Replies.Whole(Texts.Page(nextToken: null, Texts.Job(1))),
            Replies.EventsThenSilence(new(), Replies.Event("ready", "c0", "{}"))
        );
        using var process = ToolProcess.Start(server.Address, "watch", "1", "--timeout", "1s");

        var run = await process.Finish(cancellationToken);

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((6, "error: The time of --timeout is over.\n")));
    }

    [Test]
    public async Task A_job_that_does_not_exist_is_an_error(CancellationToken cancellationToken)
    {
        await using var server = new ScriptedServer(
            Replies.Whole(Texts.Changes("c0")),
            Replies.Whole(Texts.Page(nextToken: null, Texts.Job(1, "finished")))
        );

        var run = await ToolRun.Of(server.Address, "1:secret", "watch", "1", "7").WaitAsync(cancellationToken);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.StartWith("error: There is no job 7, or the key has no access to it."));
    }

    [Test]
    public async Task In_a_terminal_the_last_frame_stays(CancellationToken cancellationToken)
    {
        ToolProcess.Require("tmux");
        await using var server = new ScriptedServer(TwoJobsThatEnd);
        await using var screen = await Start(server, "watch 1 2 --exit-status", [], cancellationToken);

        var text = await screen.End(cancellationToken);

        Assert.That(text, Does.Match("(?m)^ID +STATE +PROGRESS +END +NAME *$"));
        Assert.That(text, Does.Match("(?m)^1 +finished +█{20} +100% .* Job 1$"));
        Assert.That(text, Does.Match("(?m)^2 +failed +█{18}░{2} +90% .* Job 2$"));
        Assert.That(text, Does.Contain("exit=5"));
        Assert.That(text.Split("Job 1"), Has.Length.EqualTo(2), "One frame");
        Assert.That(await screen.Colors(cancellationToken), Does.Contain("\u001b["));
    }

    [Test]
    public async Task With_NO_COLOR_a_terminal_has_no_colors(CancellationToken cancellationToken)
    {
        ToolProcess.Require("tmux");
        await using var server = new ScriptedServer(TwoJobsThatEnd);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["NO_COLOR"] = "1" };
        await using var screen = await Start(server, "watch 1 2", variables, cancellationToken);

        var text = await screen.End(cancellationToken);

        Assert.That(text, Does.Match("(?m)^1 +finished "));
        Assert.That(await screen.Colors(cancellationToken), Does.Not.Match("\u001b\\[[0-9;]*3[0-9]"));
    }

    [Test]
    public async Task Ctrl_C_ends_a_watch_and_its_last_frame_stays(CancellationToken cancellationToken)
    {
        ToolProcess.Require("tmux");
        await using var server = new ScriptedServer(
            Replies.Whole(Texts.Changes("c0")),
            Replies.Whole(Texts.Page(nextToken: null, Texts.Job(1))),
            Replies.EventsThenSilence(new(), Replies.Event("job", "c1", Texts.Job(1, progress: 4)))
        );
        await using var screen = await Start(server, "watch", [], cancellationToken);

        await screen.Until("40%", cancellationToken);
        await screen.Press(cancellationToken, "C-c");
        var text = await screen.End(cancellationToken);

        Assert.That(text, Does.Match("(?m)^1 +sending .* 40% .* Job 1"));
        Assert.That(text, Does.Contain("exit=130"));
        Assert.That(server.Requests[1].Target, Does.Contain("/jobs/unfinished?"));
    }

    private static Task<TerminalScreen> Start(
        ScriptedServer server,
        string arguments,
        Dictionary<string, string> variables,
        CancellationToken cancellationToken
    )
    {
        var environment = new Dictionary<string, string>(variables, StringComparer.Ordinal)
        {
            ["JOBS_ENDPOINT"] = server.Address.ToString(),
            ["JOBS_KEY"] = "1:secret",
        };
        return TerminalScreen.Start(
            $"{ToolProcess.Dotnet} {ToolProcess.Assembly} {arguments}",
            environment,
            cancellationToken
        );
    }
}
