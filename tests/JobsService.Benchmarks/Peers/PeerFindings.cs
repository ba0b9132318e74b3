using JobsService.Benchmarks.Suite;

namespace JobsService.Benchmarks.Peers;

/// <summary>The ratios of the service's rates over those of the other programs, with their targets, and the memory.</summary>
internal static class PeerFindings
{
    private const double FirstPage = 1;
    private const double DeepestPage = 8;

    public static IEnumerable<Finding> Of(PeerResult result)
    {
        string[] own = [ServicePeer.ByToken, ServicePeer.ByNumber];
        var others = result.Pages.Where(page => !own.Contains(page.List, StringComparer.Ordinal));
        return
        [
            .. own.SelectMany(_ => others, (list, other) => Ratio(result, list, other)),
            .. result.Memory.Select(memory => new Finding(
                $"{result.Jobs:N0} jobs: memory of {memory.Key} after the loads, in MB",
                Spread.Of(memory.Value),
                "N0"
            )),
        ];
    }

    private static Finding Ratio(PeerResult result, string list, PageResult other) =>
        new(
            $"{result.Jobs:N0} jobs, {other.Kind.ToText()}: requests/s of {list} over {other.List}",
            Spread.OfRatios(result.Of(other.Kind, list).Rates, other.Rates),
            "N2",
            TargetOf(list, other)
        );

    private static Target? TargetOf(string list, PageResult other) =>
        (list, other.List, other.Kind) switch
        {
            (ServicePeer.ByToken, HangfirePeer.Api, PageKind.First) => Target.RatioOfAtLeast(FirstPage),
            (ServicePeer.ByToken, HangfirePeer.Api, PageKind.Deepest) => Target.RatioOfAtLeast(DeepestPage),
            _ => null,
        };
}
