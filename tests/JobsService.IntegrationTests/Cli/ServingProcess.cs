using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Cli;

/// <summary>The program serving, in a process of its own, until disposed.</summary>
internal sealed partial class ServingProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines;
    private readonly Task _output;

    private ServingProcess(Process process, Uri address, ConcurrentQueue<string> lines, bool readsLog)
    {
        _process = process;
        _lines = lines;
        Client = new HttpClient { BaseAddress = address };

        _output = readsLog ? Read(process, lines, _ => false, CancellationToken.None) : Task.CompletedTask;
    }

    public HttpClient Client { get; }

    /// <summary>Everything that the program has printed so far, including its log.</summary>
    public string Printed => string.Join(Environment.NewLine, _lines);

    /// <summary>Starts the program on the given port, or on a free one, and waits until it listens.</summary>
    /// <remarks>Its output is read until then, and after that only if <paramref name="readsLog"/> is true.</remarks>
    public static async Task<ServingProcess> Start(
        TestDatabase database,
        CancellationToken cancellationToken,
        string? timeZone = null,
        string environment = "Production",
        int port = 0,
        bool readsLog = true,
        params string[] launcher
    )
    {
        string[] serve = ["serve", "--urls", $"http://127.0.0.1:{port}"];
        var process = JobsProgram.Start(database, serve, environment, timeZone, launcher);
        try
        {
            var lastStartupText = environment is "Development" ? "/jobs/all" : "Application started";
            return await WaitFor(process, lastStartupText, readsLog, cancellationToken);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Kills the process without a graceful shutdown.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends SIGTERM and waits until the process has exited.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Terminate(CancellationToken cancellationToken)
    {
        await Signal("TERM", cancellationToken);
        return await WaitForExit(cancellationToken);
    }

    /// <summary>Sends a signal to the process.</summary>
    public async Task Signal(string name, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits until the process has exited and all its output has been read.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExit(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _output.WaitAsync(cancellationToken);
        return _process.ExitCode;
    }

    private static async Task<ServingProcess> WaitFor(
        Process process,
        string lastStartupText,
        bool readsLog,
        CancellationToken cancellationToken
    )
    {
        var lines = new ConcurrentQueue<string>();
        ServiceLogsAttribute.Add(() => lines);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await Read(process, lines, line => line.Contains(lastStartupText, StringComparison.Ordinal), cancellationToken);
        return Listening().Match(string.Join('\n', lines)) is { Success: true, Value: var address }
            ? new ServingProcess(process, new Uri(address), lines, readsLog)
            : throw new InvalidOperationException($"The program does not listen: {await error}");
    }

    private static async Task Read(
        Process process,
        ConcurrentQueue<string> lines,
        Func<string, bool> isLast,
        CancellationToken cancellationToken
    )
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            lines.Enqueue(line);
            if (isLast(line))
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Kill();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
