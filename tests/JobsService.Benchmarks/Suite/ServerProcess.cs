using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace JobsService.Benchmarks.Suite;

/// <summary>A server in a process of its own, until disposed of.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Process _process;

    private ServerProcess(Process process, Uri address, TimeSpan started)
    {
        _process = process;
        Address = address;
        StartTime = started;
    }

    public Uri Address { get; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan StartTime { get; }

    /// <summary>The memory that it has now, in bytes.</summary>
    public long Memory => Refreshed().WorkingSet64;

    /// <summary>The most memory that it ever had, in bytes.</summary>
    public long PeakMemory => Refreshed().PeakWorkingSet64;

    public Uri Unfinished => new(Address, "/ga/api/v2/jobs/unfinished");

    public Uri All => new(Address, "/ga/api/v2/jobs/all");

    /// <summary>Starts a server on a free port and waits for its first answer, whatever that is.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not answer in time.</exception>
    public static async Task<ServerProcess> Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string log,
        CancellationToken cancellationToken
    )
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");

        // Its output goes to a file, as it would in production: read by this process, it would cost time here.
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", "exec \"$@\" >\"$0\" 2>&1", log, program, .. arguments, "--urls", address.ToString()]
        );
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var from = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        using var http = new HttpClient();
        while (Stopwatch.GetElapsedTime(from) < Patience && !process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(
                    new Uri(address, "/ga/api/v2/jobs/unfinished"),
                    cancellationToken
                );
                return new ServerProcess(process, address, Stopwatch.GetElapsedTime(from));
            }
            catch (HttpRequestException)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }

        process.Kill();
        throw new InvalidOperationException($"{program} does not answer; see {log}.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private Process Refreshed()
    {
        _process.Refresh();
        return _process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
