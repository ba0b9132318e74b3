namespace JobsService.Benchmarks.Suite;

/// <summary>How much is measured, and for how long.</summary>
/// <param name="Organizations">Of the large table.</param>
/// <param name="LargeTable">Its jobs.</param>
/// <param name="List">The jobs of a long list.</param>
/// <param name="ShortList">The jobs of a list that the long ones are compared with.</param>
/// <param name="SmallTable">The jobs of a table that the large one is compared with.</param>
/// <param name="Rounds">How often each thing is measured, in turn with what it is compared with.</param>
/// <param name="WarmSeconds">How long a program is loaded before anything counts; twice as long where it needs it.</param>
/// <param name="LoadSeconds">How long each round of a load lasts.</param>
/// <param name="Turns">How often a single request is repeated for its latency.</param>
/// <param name="DeepPage">A page that is far from the first.</param>
internal sealed record BenchSizes(
    int Organizations,
    int LargeTable,
    int List,
    int ShortList,
    int SmallTable,
    int Rounds,
    int WarmSeconds,
    int LoadSeconds,
    int Turns,
    int DeepPage
)
{
    /// <summary>The rows of a page.</summary>
    public const int PerPage = 100;

    /// <summary>What the targets are stated for.</summary>
    public static BenchSizes Full { get; } =
        new(
            Organizations: 1000,
            LargeTable: 5_000_000,
            List: 1_000_000,
            ShortList: 100_000,
            SmallTable: 50_000,
            Rounds: 5,
            WarmSeconds: 12,
            LoadSeconds: 5,
            Turns: 2000,
            DeepPage: 10_000
        );

    /// <summary>Enough to see that everything runs; its numbers mean nothing.</summary>
    public static BenchSizes Quick { get; } =
        new(
            Organizations: 20,
            LargeTable: 100_000,
            List: 50_000,
            ShortList: 20_000,
            SmallTable: 50_000,
            Rounds: 2,
            WarmSeconds: 1,
            LoadSeconds: 1,
            Turns: 50,
            DeepPage: 500
        );
}
