using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using JobsService.IntegrationTests.Docs;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Replicas;

/// <summary>nginx in front of replicas, as <c>build/replicas.sh</c> starts it. It runs until it is disposed.</summary>
internal sealed class NginxProcess : IAsyncDisposable
{
    private static readonly string[] ProgramPaths = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"];

    private readonly Process _process;
    private readonly DirectoryInfo _directory;
    private readonly IReadOnlyCollection<int> _replicas;

    private NginxProcess(Process process, DirectoryInfo directory, int port, IReadOnlyCollection<int> replicas)
    {
        _process = process;
        _directory = directory;
        _replicas = replicas;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public HttpClient Client { get; }

    /// <summary>Why there is no nginx and how to provide it; null if it is installed.</summary>
    public static string? UnavailableReason { get; } =
        Program is null
            ? $"nginx is not installed: none of {string.Join(", ", ProgramPaths)} exists. Install nginx."
            : null;

    private static string? Program => Array.Find(ProgramPaths, File.Exists);

    /// <summary>Starts nginx and waits until it accepts connections.</summary>
    public static async Task<NginxProcess> Start(IReadOnlyCollection<int> replicas, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("jobsservice-nginx-");
        var port = FreePort.Find();
        var file = await Write(directory, port, replicas, down: null, cancellationToken);
        return await Start(directory, port, file, replicas, cancellationToken);
    }

    /// <summary>Starts nginx with the configuration for production, <c>build/nginx.conf</c>, in front of one replica.</summary>
    /// <param name="replica">The port of the replica.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="prefix">The path below which nginx serves the replica.</param>
    /// <param name="buffers">Whether nginx buffers responses, as it does by default.</param>
    public static async Task<NginxProcess> StartForProduction(
        int replica,
        CancellationToken cancellationToken,
        string prefix = "/",
        bool buffers = false
    )
    {
        var directory = Directory.CreateTempSubdirectory("jobsservice-nginx-");
        var port = FreePort.Find();
        var template = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "build/nginx.conf"),
            cancellationToken
        );
        var file = Path.Combine(directory.FullName, "nginx.conf");

        // The addresses and directories of the container, and the resolver, which nginx has there since 1.27.3 only.
        await File.WriteAllTextAsync(
            file,
            $"error_log error.log;\n{template}"
                .Replace("proxy_buffering off;", buffers ? "" : "proxy_buffering off;", StringComparison.Ordinal)
                .Replace("/tmp/", $"{directory.FullName}/", StringComparison.Ordinal)
                .Replace("listen 8080;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal)
                .Replace("resolver 127.0.0.11 valid=5s ipv6=off;", "", StringComparison.Ordinal)
                .Replace("location / {", $"location {prefix} {{", StringComparison.Ordinal)
                .Replace("server api:8080 resolve ", $"server 127.0.0.1:{replica} ", StringComparison.Ordinal),
            cancellationToken
        );
        return await Start(directory, port, file, [replica], cancellationToken);
    }

    private static async Task<NginxProcess> Start(
        DirectoryInfo directory,
        int port,
        string file,
        IReadOnlyCollection<int> replicas,
        CancellationToken cancellationToken
    )
    {
        var process = Process.Start(Program!, ["-p", directory.FullName, "-c", file, "-g", "daemon off;"]);
        var nginx = new NginxProcess(process, directory, port, replicas);
        while (!await AcceptsConnections(port, cancellationToken))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"nginx ended with exit code {process.ExitCode}.");
            }
        }

        return nginx;
    }

    /// <summary>Takes one replica out of rotation, or puts all replicas back.</summary>
    /// <param name="down">The port of the replica to take out; null to put all back.</param>
    /// <param name="cancellationToken">Stops waiting for the workers that still have the old configuration.</param>
    public async Task TakeOutOfRotation(int? down, CancellationToken cancellationToken)
    {
        await Write(_directory, Client.BaseAddress!.Port, _replicas, down, cancellationToken);
        var old = Workers();
        await Signal("HUP");
        while (Workers().Overlaps(old))
        {
            // Each request gives nginx time to replace its workers.
            using var probe = await Client.GetAsync("/", cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();

        // The master process stops its workers only on a signal, and not when it is killed.
        await Signal("TERM");
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    private static async Task<string> Write(
        DirectoryInfo directory,
        int port,
        IEnumerable<int> replicas,
        int? down,
        CancellationToken cancellationToken
    )
    {
        var template = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "build/replicas.nginx.conf"),
            cancellationToken
        );
        var servers = replicas.Select(replica =>
            $"server 127.0.0.1:{replica} max_fails=0{(replica == down ? " down" : "")};"
        );
        var file = Path.Combine(directory.FullName, "nginx.conf");
        await File.WriteAllTextAsync(
            file,
            template
                .Replace("error_log stderr", "error_log @DIRECTORY@/error.log", StringComparison.Ordinal)
                .Replace("@DIRECTORY@", directory.FullName, StringComparison.Ordinal)
                .Replace("@PORT@", $"{port}", StringComparison.Ordinal)
                .Replace("@REPLICAS@", string.Join(' ', servers), StringComparison.Ordinal),
            cancellationToken
        );
        return file;
    }

    private async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>The ids of the worker processes, which are the children of the master process.</summary>
    private HashSet<string> Workers() =>
        [
            .. File.ReadAllText($"/proc/{_process.Id}/task/{_process.Id}/children")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ];

    private static async Task<bool> AcceptsConnections(int port, CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
