using System.Globalization;
using System.Text.Json;
using JobsService.Benchmarks.Load;
using JobsService.Benchmarks.Suite;

namespace JobsService.Benchmarks.Peers;

/// <summary>The service, with a SQLite file and the key of an organization that has all jobs.</summary>
internal sealed class ServicePeer : IPeer
{
    public const string ByToken = "the service by token";
    public const string ByNumber = "the service by number";

    private readonly ServerProcess _server;

    private ServicePeer(ServerProcess server, IReadOnlyList<PeerList> lists)
    {
        _server = server;
        Lists = lists;
    }

    public string Name => "the service";

    public string Description => "the service with SQLite";

    public long Memory => _server.Memory;

    public IReadOnlyList<PeerList> Lists { get; }

    /// <summary>Creates the database and starts the service.</summary>
    public static async Task<ServicePeer> Start(Bench bench, int jobs, CancellationToken cancellationToken)
    {
        var file = Path.Combine(bench.Work, $"peers-{jobs}.db");
        var database = new BenchDatabase(bench.Program, file, jobs, organizations: 1);
        await database.Create(cancellationToken);
        var key = await database.CreateKey(organization: 1, cancellationToken);
        var server = await bench.StartService(database.File, cancellationToken);
        try
        {
            return new ServicePeer(server, await ListsOf(server, key, jobs, cancellationToken));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    // Newest first, which is the order of the other programs.
    private static async Task<IReadOnlyList<PeerList>> ListsOf(
        ServerProcess server,
        string key,
        int jobs,
        CancellationToken cancellationToken
    )
    {
        var list = new Uri($"{server.All}?order_by=-id");
        using var client = new ApiClient(key, connections: 1);
        var deepest = await KeysetWalk.TokenAfter(client, list, jobs - BenchSizes.PerPage, cancellationToken);
        var byToken = new Dictionary<PageKind, Uri>
        {
            [PageKind.First] = Page("page_token="),
            [PageKind.Deepest] = Page($"page_token={deepest}"),
            [PageKind.Filtered] = Page("page_token=&state=failed"),
        };
        var byNumber = new Dictionary<PageKind, Uri>
        {
            [PageKind.First] = Page("page=0"),
            [PageKind.Deepest] = Page($"page={(jobs / BenchSizes.PerPage) - 1}"),
            [PageKind.Filtered] = Page("page=0&state=failed"),
        };
        return [new PeerList(ByToken, key, CountRows, byToken), new PeerList(ByNumber, key, CountRows, byNumber)];

        Uri Page(string query) =>
            new(string.Create(CultureInfo.InvariantCulture, $"{list}&{query}&per_page={BenchSizes.PerPage}"));
    }

    private static int CountRows(string body)
    {
        using var envelope = JsonDocument.Parse(body);
        return envelope.RootElement.GetProperty("data").GetArrayLength();
    }
}
