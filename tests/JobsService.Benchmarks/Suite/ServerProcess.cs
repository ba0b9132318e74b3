using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using JobsService.Benchmarks.Comparison;

namespace JobsService.Benchmarks.Suite;

/// <summary>A server in a process of its own, until disposed of.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Process _process;

    private ServerProcess(Process process, Uri address, TimeSpan startupTime)
    {
        _process = process;
        Address = address;
        StartupTime = startupTime;
    }

    public Uri Address { get; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan StartupTime { get; }

    /// <summary>The memory that it has now, in bytes.</summary>
    public long Memory => Refreshed().WorkingSet64;

    /// <summary>The most memory that it ever had, in bytes.</summary>
    public long PeakMemory => Refreshed().PeakWorkingSet64;

    /// <summary>The files and connections that it has open now; Linux tells.</summary>
    public int Handles => Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length;

    public Uri Unfinished => new(Address, ComparisonHost.UnfinishedRoute);

    public Uri All => new(Address, ComparisonHost.AllRoute);

    /// <summary>Starts a server on a free port and waits for its first good answer.</summary>
    /// <param name="program">What runs.</param>
    /// <param name="arguments">Its arguments, without the address.</param>
    /// <param name="environment">What is added to its environment.</param>
    /// <param name="log">The file that gets its output.</param>
    /// <param name="probe">The route that is asked until it answers.</param>
    /// <param name="cancellationToken">Stops waiting, and the server.</param>
    /// <exception cref="InvalidOperationException">It ended, or did not answer in time.</exception>
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

        // Its output goes to a file, as it would in production: read by this process, it would cost time here.
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", "exec \"$@\" >\"$0\" 2>&1", log, program, .. arguments, "--urls", address.ToString()]
        );
        // Killed, a process would leave the files behind that its diagnostics are reached through.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var from = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        try
        {
            await WaitFor(new Uri(address, probe), process, cancellationToken);
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

    // Without a key, 401 is as good an answer as there is.
    private static async Task WaitFor(Uri probe, Process process, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience && !process.HasExited; )
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
                // It does not listen yet.
            }

            await Task.Delay(Pause, cancellationToken);
        }

        throw new InvalidOperationException($"There is no good answer from {probe}.");
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
