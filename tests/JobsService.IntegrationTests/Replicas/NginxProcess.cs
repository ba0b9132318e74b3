using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using JobsService.IntegrationTests.Docs;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Replicas;

/// <summary>nginx before some replicas, as <c>build/replicas.sh</c> starts it; until disposed.</summary>
internal sealed class NginxProcess : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"];

    private readonly Process _process;
    private readonly DirectoryInfo _directory;

    private NginxProcess(Process process, DirectoryInfo directory, int port)
    {
        _process = process;
        _directory = directory;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public HttpClient Client { get; }

    /// <summary>Where nginx is; null when it is not installed.</summary>
    public static string? Program => Array.Find(Places, File.Exists);

    /// <summary>Starts it, and waits until it takes connections.</summary>
    public static async Task<NginxProcess> Start(IEnumerable<int> replicas, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("jobsservice-nginx-");
        var port = FreePort.Find();
        var template = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "build/replicas.nginx.conf"),
            cancellationToken
        );
        var servers = replicas.Select(replica => $"server 127.0.0.1:{replica} max_fails=0;");
        var file = Path.Combine(directory.FullName, "nginx.conf");
        await File.WriteAllTextAsync(
            file,
            template
                .Replace("@DIRECTORY@", directory.FullName, StringComparison.Ordinal)
                .Replace("@PORT@", $"{port}", StringComparison.Ordinal)
                .Replace("@REPLICAS@", string.Join(' ', servers), StringComparison.Ordinal),
            cancellationToken
        );
        var process = Process.Start(Program!, ["-p", directory.FullName, "-c", file, "-g", "daemon off;"]);
        var nginx = new NginxProcess(process, directory, port);
        while (!await Answers(port, cancellationToken))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"nginx ended with exit code {process.ExitCode}.");
            }
        }

        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();

        // Its master process takes its workers along only when it is asked to end.
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    private static async Task<bool> Answers(int port, CancellationToken cancellationToken)
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
