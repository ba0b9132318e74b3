using System.Reflection;
using JobsService.Benchmarks.Comparison;

namespace JobsService.Benchmarks.Suite;

/// <summary>The context of all measurements: programs, databases and load generator.</summary>
/// <param name="Program">The path of the published service.</param>
/// <param name="Work">A directory for databases and logs.</param>
/// <param name="Sizes">The sizes and durations.</param>
/// <param name="Load">The load generator.</param>
internal sealed record Bench(string Program, string Work, BenchSizes Sizes, ILoadGenerator Load)
{
    public const string HandWritten = "hand-written";
    public const string EntityFramework = "entity-framework";
    public const string Prepared = "prepared";

    /// <summary>The path of this program, which contains the comparison programs.</summary>
    private static string Self { get; } =
        Path.ChangeExtension(Assembly.GetExecutingAssembly().Location, extension: null);

    /// <summary>The large table, which most targets apply to.</summary>
    public BenchDatabase Large { get; } = DatabaseOf(Program, Work, Sizes.LargeTable, Sizes.Organizations);

    /// <summary>A small table, with the same number of jobs per organization as the large one.</summary>
    public BenchDatabase Small { get; } =
        DatabaseOf(
            Program,
            Work,
            Sizes.SmallTable,
            Math.Max(1, Sizes.SmallTable / (Sizes.LargeTable / Sizes.Organizations))
        );

    /// <summary>The table of the long list, whose jobs are all of organization 1.</summary>
    public BenchDatabase List { get; } = DatabaseOf(Program, Work, Sizes.List, organizations: 1);

    /// <summary>The table of the shorter list that long lists are compared with.</summary>
    public BenchDatabase ShortList { get; } = DatabaseOf(Program, Work, Sizes.ShortList, Sizes.Organizations);

    /// <summary>Starts the service in the Production environment.</summary>
    public Task<ServerProcess> StartService(string database, CancellationToken cancellationToken) =>
        ServerProcess.Start(
            Program,
            [],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ConnectionStrings__Jobs"] = $"Data Source={database}",

                // Limits are enabled but too high to be reached, so that they do not affect the results.
                ["RateLimiting__RequestsPerSecondPerKey"] = "1000000",
                ["RateLimiting__ConcurrentRequestsPerOrganization"] = "1000",
                ["RateLimiting__ConcurrentRequests"] = "1000",
                ["RateLimiting__QueuedRequests"] = "1000",
            },
            Path.Combine(Work, "service.log"),
            "/health/ready",
            cancellationToken
        );

    /// <summary>Starts a comparison program.</summary>
    public Task<ServerProcess> StartComparison(
        string name,
        BenchDatabase database,
        CancellationToken cancellationToken,
        params string[] options
    ) =>
        ServerProcess.Start(
            Self,
            ["serve", name, "--database", database.File, .. options],
            new Dictionary<string, string>(StringComparer.Ordinal),
            Path.Combine(Work, $"{name}.log"),
            ComparisonHost.UnfinishedRoute,
            cancellationToken
        );

    /// <summary>Starts a server of this program that is not one of the comparison programs.</summary>
    public Task<ServerProcess> StartServer(
        string command,
        string probe,
        CancellationToken cancellationToken,
        params string[] options
    ) =>
        ServerProcess.Start(
            Self,
            [command, .. options],
            new Dictionary<string, string>(StringComparer.Ordinal),
            Path.Combine(Work, $"{command}.log"),
            probe,
            cancellationToken
        );

    /// <summary>Returns the servers in a different rotation for each round, so that the order does not favor one of them.</summary>
    public static IEnumerable<T> Rotate<T>(IReadOnlyList<T> servers, int round) =>
        servers.Select((_, index) => servers[(index + round) % servers.Count]);

    /// <summary>Runs a command of this program and returns its output lines.</summary>
    public static Task<string[]> RunCommand(CancellationToken cancellationToken, params string[] arguments) =>
        CommandProcess.Run(Self, arguments, database: null, cancellationToken);

    private static BenchDatabase DatabaseOf(string program, string work, int jobs, int organizations) =>
        new(program, Path.Combine(work, $"{jobs}-{organizations}.db"), jobs, organizations);
}
