namespace JobsService.Benchmarks.Suite;

/// <summary>The sizes and durations of the measurements.</summary>
/// <param name="Organizations">The number of organizations in the large table.</param>
/// <param name="LargeTable">The number of jobs in the large table.</param>
/// <param name="List">The number of jobs in the long list.</param>
/// <param name="ShortList">The number of jobs in the list that the long ones are compared with.</param>
/// <param name="SmallTable">The number of jobs in the table that the large one is compared with.</param>
/// <param name="Rounds">The number of rounds; in each, all compared programs are measured.</param>
/// <param name="WarmSeconds">The warm-up of a program in seconds.</param>
/// <param name="LoadSeconds">The duration of each round of a load in seconds.</param>
/// <param name="Repetitions">The number of repetitions of a single request for its latency.</param>
/// <param name="DeepPage">The number of a page far from the first.</param>
internal sealed record BenchSizes(
    int Organizations,
    int LargeTable,
    int List,
    int ShortList,
    int SmallTable,
    int Rounds,
    int WarmSeconds,
    int LoadSeconds,
    int Repetitions,
    int DeepPage
)
{
    /// <summary>The number of rows per page.</summary>
    public const int PerPage = 100;

    /// <summary>The sizes that the targets apply to.</summary>
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
            Repetitions: 2000,
            DeepPage: 10_000
        );

    /// <summary>The sizes of a smoke test, whose results are meaningless.</summary>
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
            Repetitions: 50,
            DeepPage: 500
        );
}
