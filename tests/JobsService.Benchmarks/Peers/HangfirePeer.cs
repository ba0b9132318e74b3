using System.Globalization;
using System.Text.Json;
using JobsService.Benchmarks.Suite;

namespace JobsService.Benchmarks.Peers;

/// <summary>Hangfire with its storage in memory: its monitoring API as JSON, and its dashboard.</summary>
internal sealed class HangfirePeer : IPeer
{
    public const string Api = "Hangfire's monitoring API";

    private readonly ServerProcess _server;

    private HangfirePeer(ServerProcess server, string description, int jobs)
    {
        _server = server;
        Description = description;
        var deepest = PeerJobs.Succeeded(jobs) - BenchSizes.PerPage;
        Lists =
        [
            new PeerList(Api, "", CountJson, Pages("")),
            new PeerList("Hangfire's dashboard", "", CountHtml, Pages($"{HangfireProgram.Dashboard}/jobs")),
        ];

        Dictionary<PageKind, Uri> Pages(string path) =>
            new()
            {
                [PageKind.First] = Page(path, "succeeded", 0),
                [PageKind.Deepest] = Page(path, "succeeded", deepest),
                [PageKind.Filtered] = Page(path, "failed", 0),
            };

        Uri Page(string path, string state, int from) =>
            new(
                server.Address,
                string.Create(CultureInfo.InvariantCulture, $"{path}/{state}?from={from}&count={BenchSizes.PerPage}")
            );
    }

    public string Name => "Hangfire";

    public string Description { get; }

    public long Memory => _server.Memory;

    public IReadOnlyList<PeerList> Lists { get; }

    /// <summary>Starts the program, and waits until it has created its jobs.</summary>
    public static async Task<HangfirePeer> Start(Bench bench, int jobs, CancellationToken cancellationToken)
    {
        var server = await bench.StartServer(
            HangfireCommand.Name,
            HangfireProgram.Ready,
            cancellationToken,
            "--jobs",
            jobs.ToString(CultureInfo.InvariantCulture)
        );
        try
        {
            using var http = new HttpClient();
            var ready = new Uri(server.Address, HangfireProgram.Ready);
            return new HangfirePeer(server, await http.GetStringAsync(ready, cancellationToken), jobs);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static int CountJson(string body)
    {
        using var rows = JsonDocument.Parse(body);
        return rows.RootElement.GetArrayLength();
    }

    private static int CountHtml(string body) => body.Split("js-jobs-list-row").Length - 1;
}
