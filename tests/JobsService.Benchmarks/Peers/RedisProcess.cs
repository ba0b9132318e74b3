using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using JobsService.Benchmarks.Suite;

namespace JobsService.Benchmarks.Peers;

/// <summary>A Redis server without persistence in its own process, which is killed on disposal.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private const string Program = "redis-server";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;

    private RedisProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>The current working set in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a server on a free port of the loopback address, and waits until it accepts connections.</summary>
    /// <exception cref="InvalidOperationException">It exited, or accepted no connection in time.</exception>
    public static async Task<RedisProcess> Start(string work, CancellationToken cancellationToken)
    {
        var port = ServerProcess.FreePort();
        string[] arguments =
        [
            "--port",
            port.ToString(CultureInfo.InvariantCulture),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            work,
            "--logfile",
            Path.Combine(work, "redis.log"),
        ];
        var redis = new RedisProcess(Process.Start(new ProcessStartInfo(Program, arguments))!, port);
        try
        {
            await redis.WaitForConnection(cancellationToken);
            return redis;
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitForConnection(CancellationToken cancellationToken)
    {
        for (
            var start = Stopwatch.GetTimestamp();
            Stopwatch.GetElapsedTime(start) < StartTimeout && !_process.HasExited;

        )
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                // The server does not listen yet.
            }

            await Task.Delay(Pause, cancellationToken);
        }

        throw new InvalidOperationException(
            $"{Program} did not accept a connection on port {Port} within {StartTimeout.TotalSeconds} seconds, or it exited. See its log."
        );
    }
}
