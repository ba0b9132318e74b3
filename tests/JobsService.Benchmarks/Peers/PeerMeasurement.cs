using System.Net;
using System.Text;
using JobsService.Benchmarks.Load;
using JobsService.Benchmarks.Suite;

namespace JobsService.Benchmarks.Peers;

/// <summary>Measures each page of all programs, alternating, and then their memory.</summary>
internal sealed class PeerMeasurement(Bench bench)
{
    /// <summary>
    /// Not more than the service executes at the same time on two processors: others would wait in a queue, and be refused after a
    /// second, which deep pages by number exceed.
    /// </summary>
    public const int Connections = 4;

    /// <summary>Slower pages are measured for longer, because a few responses are not a rate.</summary>
    public const int SlowRate = 10;

    /// <inheritdoc cref="SlowRate"/>
    public const int SlowFactor = 4;

    private const double Megabyte = 1024 * 1024;

    /// <summary>Runs all loads against programs that have been started.</summary>
    public async Task<PeerResult> Measure(int jobs, IReadOnlyList<IPeer> peers, CancellationToken cancellationToken)
    {
        PeerList[] lists = [.. peers.SelectMany(peer => peer.Lists)];
        List<PageResult> pages = [];
        foreach (var kind in Enum.GetValues<PageKind>())
        {
            pages.AddRange(await Compare(kind, lists, cancellationToken));
        }

        return new PeerResult(
            jobs,
            pages,
            peers.ToDictionary(peer => peer.Name, peer => peer.Memory / Megabyte, StringComparer.Ordinal)
        );
    }

    private async Task<IEnumerable<PageResult>> Compare(
        PageKind kind,
        PeerList[] lists,
        CancellationToken cancellationToken
    )
    {
        var bytes = new Dictionary<PeerList, int>();
        var seconds = new Dictionary<PeerList, int>();
        foreach (var list in lists)
        {
            bytes[list] = await Check(list, kind, cancellationToken);
            var isSlow = await Load(list, bench.Sizes.WarmSeconds) < SlowRate;
            seconds[list] = isSlow ? SlowFactor * bench.Sizes.LoadSeconds : bench.Sizes.LoadSeconds;
        }

        var rates = lists.ToDictionary(list => list, _ => new List<double>());
        for (var round = 0; round < bench.Sizes.Rounds; round++)
        {
            foreach (var list in Bench.Rotate(lists, round))
            {
                rates[list].Add(await Load(list, seconds[list]));
            }
        }

        return lists.Select(list => new PageResult(kind, list.Name, bytes[list], rates[list]));

        Task<double> Load(PeerList list, int seconds) =>
            bench.Load.RequestsPerSecond(list.Pages[kind], list.Key, TimeSpan.FromSeconds(seconds), cancellationToken);
    }

    /// <summary>Requires that the page is complete, and returns the length of the response.</summary>
    private static async Task<int> Check(PeerList list, PageKind kind, CancellationToken cancellationToken)
    {
        using var client = new ApiClient(list.Key, connections: 1);
        using var answer = await client.Get(list.Pages[kind], cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        var rows = answer.StatusCode == HttpStatusCode.OK ? list.CountRows(Encoding.UTF8.GetString(body)) : 0;
        return rows == BenchSizes.PerPage
            ? body.Length
            : throw new InvalidOperationException(
                $"GET {list.Pages[kind]} returned status {(int)answer.StatusCode} with {rows} rows: expected 200 with {BenchSizes.PerPage}."
            );
    }
}
