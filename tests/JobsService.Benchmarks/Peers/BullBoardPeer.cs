using System.Globalization;
using System.Text.Json;
using JobsService.Benchmarks.Suite;

namespace JobsService.Benchmarks.Peers;

/// <summary>bull-board with a queue of BullMQ on Redis.</summary>
internal sealed class BullBoardPeer : IPeer
{
    private const string Ready = "/ready";

    private readonly RedisProcess _redis;
    private readonly ServerProcess _server;

    private BullBoardPeer(RedisProcess redis, ServerProcess server, string description, int jobs)
    {
        _redis = redis;
        _server = server;
        Description = description;
        var pages = new Dictionary<PageKind, Uri>
        {
            [PageKind.First] = Page("completed", 1),
            [PageKind.Deepest] = Page("completed", PeerJobs.Succeeded(jobs) / BenchSizes.PerPage),
            [PageKind.Filtered] = Page("failed", 1),
        };
        Lists = [new PeerList(Name, "", CountRows, pages)];

        Uri Page(string status, int number) =>
            new(
                server.Address,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"/api/queues?activeQueue=jobs&status={status}&page={number}&jobsPerPage={BenchSizes.PerPage}"
                )
            );
    }

    public string Name => "bull-board";

    public string Description { get; }

    public long Memory => _server.Memory + _redis.Memory;

    public IReadOnlyList<PeerList> Lists { get; }

    /// <summary>Starts Redis and the program, and waits until it has created its jobs.</summary>
    /// <param name="bench">The context of the run.</param>
    /// <param name="program">The directory of the program, with its packages.</param>
    /// <param name="jobs">The number of jobs.</param>
    /// <param name="cancellationToken">Cancels the wait and stops both.</param>
    public static async Task<BullBoardPeer> Start(
        Bench bench,
        string program,
        int jobs,
        CancellationToken cancellationToken
    )
    {
        var redis = await RedisProcess.Start(bench.Work, cancellationToken);
        ServerProcess? server = null;
        try
        {
            server = await ServerProcess.Start(
                "node",
                [
                    Path.Combine(program, "index.js"),
                    "--jobs",
                    Text(jobs),
                    "--failed-every",
                    Text(PeerJobs.FailedEvery),
                    "--redis",
                    Text(redis.Port),
                ],
                new Dictionary<string, string>(StringComparer.Ordinal) { ["NODE_ENV"] = "production" },
                Path.Combine(bench.Work, "bull-board.log"),
                Ready,
                cancellationToken
            );
            using var http = new HttpClient();
            var description = await http.GetStringAsync(new Uri(server.Address, Ready), cancellationToken);
            return new BullBoardPeer(redis, server, description, jobs);
        }
        catch
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }

            await redis.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int CountRows(string body)
    {
        using var answer = JsonDocument.Parse(body);
        return answer.RootElement.GetProperty("queues")[0].GetProperty("jobs").GetArrayLength();
    }
}
