using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using JobsService.Benchmarks.Comparison;

namespace JobsService.Benchmarks.Suite;

/// <summary>A server in its own process, which is killed on disposal.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    // Servers that keep their jobs in memory generate them before they listen.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private const int LogLines = 10;

    private readonly Process _process;

    private ServerProcess(Process process, Uri address, TimeSpan startupTime)
    {
        _process = process;
        Address = address;
        StartupTime = startupTime;
    }

    public Uri Address { get; }

    /// <summary>The time from the start of the process to its first response.</summary>
    public TimeSpan StartupTime { get; }

    /// <summary>The current working set in bytes.</summary>
    public long Memory => Refreshed().WorkingSet64;

    /// <summary>The peak working set in bytes.</summary>
    public long PeakMemory => Refreshed().PeakWorkingSet64;

    /// <summary>The number of open file descriptors, including connections (Linux only).</summary>
    public int Handles => Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length;

    public Uri Unfinished => new(Address, ComparisonHost.UnfinishedRoute);

    public Uri All => new(Address, ComparisonHost.AllRoute);

    /// <summary>Starts a server on a free port and waits until it responds.</summary>
    /// <param name="program">The path of the program.</param>
    /// <param name="arguments">The arguments, without the address.</param>
    /// <param name="environment">Additional environment variables.</param>
    /// <param name="log">The file for its output.</param>
    /// <param name="probe">The route that is polled until it returns 200 or 401.</param>
    /// <param name="cancellationToken">Cancels the wait and kills the server.</param>
    /// <exception cref="InvalidOperationException">The server exited, or did not respond in time.</exception>
    public static async Task<ServerProcess> Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string log,
        string probe,
        CancellationToken cancellationToken
    )
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");

        // The output goes to a file, because reading it through a pipe would cost CPU time in this process.
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", "exec \"$@\" >\"$0\" 2>&1", log, program, .. arguments, "--urls", address.ToString()]
        );
        // A killed process would leave its diagnostic sockets behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var from = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        try
        {
            await WaitFor(new Uri(address, probe), process, log, cancellationToken);
            return new ServerProcess(process, address, Stopwatch.GetElapsedTime(from));
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // The probe sends no key, so 401 also means that the server is ready.
    private static async Task WaitFor(Uri probe, Process process, string log, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        for (
            var start = Stopwatch.GetTimestamp();
            Stopwatch.GetElapsedTime(start) < StartTimeout && !process.HasExited;

        )
        {
            try
            {
                using var answer = await http.GetAsync(
                    probe,
                    HttpCompletionOption.ResponseHeadersRead,
                    cancellationToken
                );
                if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Unauthorized)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // The server does not listen yet.
            }

            await Task.Delay(Pause, cancellationToken);
        }

        var end = File.ReadLines(log).TakeLast(LogLines);
        throw new InvalidOperationException(
            $"{probe} did not return 200 or 401 within {StartTimeout.TotalSeconds} seconds, or the server exited. The end of its log:\n{string.Join('\n', end)}"
        );
    }

    private Process Refreshed()
    {
        _process.Refresh();
        return _process;
    }

    /// <summary>Returns a port on the loopback address that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
