namespace JobsService.ClientTests.Tool;

/// <summary>A terminal of 100 columns and 20 lines, of tmux, in which a command runs.</summary>
internal sealed class TerminalScreen : IAsyncDisposable
{
    private readonly string _name = $"jobs-{Guid.NewGuid():N}";

    private TerminalScreen() { }

    /// <summary>Starts a shell command.</summary>
    public static async Task<TerminalScreen> Start(
        string command,
        Dictionary<string, string> environment,
        CancellationToken cancellationToken
    )
    {
        var screen = new TerminalScreen();
        string[] variables =
        [
            .. environment.SelectMany(variable => new[] { "-e", $"{variable.Key}={variable.Value}" }),
        ];
        await screen.Tmux(
            cancellationToken,
            [
                "new-session",
                "-d",
                "-x",
                "100",
                "-y",
                "20",
                .. variables,
                // Ctrl+C is also for the shell, which must not end with it.
                $"trap : INT; {command}; printf 'exit=%d\\n' $?; tmux -L {screen._name} wait-for -S ended; exec cat",
            ]
        );
        return screen;
    }

    /// <summary>Waits for the end of the command.</summary>
    /// <returns>The text on the screen.</returns>
    public async Task<string> End(CancellationToken cancellationToken)
    {
        await Tmux(cancellationToken, "wait-for", "ended");
        return await Text(cancellationToken);
    }

    /// <summary>Waits until the screen has a text.</summary>
    public async Task<string> Until(string expected, CancellationToken cancellationToken)
    {
        while (true)
        {
            var text = await Text(cancellationToken);
            if (text.Contains(expected, StringComparison.Ordinal))
            {
                return text;
            }
        }
    }

    /// <summary>Presses keys, by their names in tmux.</summary>
    public Task Press(CancellationToken cancellationToken, params string[] keys) =>
        Tmux(cancellationToken, ["send-keys", .. keys]);

    public async ValueTask DisposeAsync() => await Tmux(CancellationToken.None, "kill-server");

    /// <summary>The text on the screen, with its colors as escape sequences.</summary>
    public Task<string> Colors(CancellationToken cancellationToken) =>
        Tmux(cancellationToken, "capture-pane", "-p", "-e");

    private Task<string> Text(CancellationToken cancellationToken) => Tmux(cancellationToken, "capture-pane", "-p");

    private async Task<string> Tmux(CancellationToken cancellationToken, params string[] args)
    {
        using var process = ToolProcess.Start(
            "tmux",
            ["-L", _name, "-f", "/dev/null", "-u", .. args],
            new(StringComparer.Ordinal)
            {
                ["TMUX"] = "",
                ["LC_ALL"] = "C.UTF-8",
                ["TERM"] = "xterm-256color",
            }
        );
        var run = await process.Finish(cancellationToken);
        Assert.That(run.ExitCode, Is.Zero, $"tmux {string.Join(' ', args)}: {run.Error}");
        return run.Output;
    }
}
