using System.Reflection;
using JobsService.Benchmarks.Comparison;

namespace JobsService.Benchmarks.Suite;

/// <summary>What all measurements share: the programs, the databases, the load.</summary>
/// <param name="Program">The published service.</param>
/// <param name="Work">A directory for databases and logs.</param>
/// <param name="Sizes">How much to measure.</param>
/// <param name="Load">How to load a server.</param>
internal sealed record Bench(string Program, string Work, BenchSizes Sizes, ILoadGenerator Load)
{
    public const string HandWritten = "hand-written";
    public const string EntityFramework = "entity-framework";
    public const string Prepared = "prepared";

    /// <summary>This program, which has the ones to compare with.</summary>
    private static string Self { get; } =
        Path.ChangeExtension(Assembly.GetExecutingAssembly().Location, extension: null);

    /// <summary>The table that targets are stated for.</summary>
    public BenchDatabase Large { get; } = DatabaseOf(Program, Work, Sizes.LargeTable, Sizes.Organizations);

    /// <summary>With the same number of jobs for each organization as the large one has.</summary>
    public BenchDatabase Small { get; } =
        DatabaseOf(
            Program,
            Work,
            Sizes.SmallTable,
            Math.Max(1, Sizes.SmallTable / (Sizes.LargeTable / Sizes.Organizations))
        );

    /// <summary>Whose list is long.</summary>
    public BenchDatabase List { get; } = DatabaseOf(Program, Work, Sizes.List, Sizes.Organizations);

    /// <summary>Whose list the long ones are compared with.</summary>
    public BenchDatabase ShortList { get; } = DatabaseOf(Program, Work, Sizes.ShortList, Sizes.Organizations);

    /// <summary>Starts the service, with everything that it has in production.</summary>
    public Task<ServerProcess> StartService(string database, CancellationToken cancellationToken) =>
        ServerProcess.Start(
            Program,
            [],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ConnectionStrings__Jobs"] = $"Data Source={database}",

                // On, and out of reach: what is measured is the service and not its limits.
                ["RateLimiting__RequestsPerSecondPerKey"] = "1000000",
                ["RateLimiting__ConcurrentRequestsPerOrganization"] = "1000",
                ["RateLimiting__ConcurrentRequests"] = "1000",
                ["RateLimiting__QueuedRequests"] = "1000",
            },
            Path.Combine(Work, "service.log"),
            "/health/ready",
            cancellationToken
        );

    /// <summary>Starts one of the programs to compare with.</summary>
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

    /// <summary>Servers in the order of a round: who comes after whom changes from round to round.</summary>
    public static IEnumerable<ServerProcess> Turns(ServerProcess[] servers, int round) =>
        servers.Select((_, index) => servers[(index + round) % servers.Length]);

    /// <summary>Runs a command of this program and returns the lines that it prints.</summary>
    public static Task<string[]> RunCommand(CancellationToken cancellationToken, params string[] arguments) =>
        CommandProcess.Run(Self, arguments, database: null, cancellationToken);

    private static BenchDatabase DatabaseOf(string program, string work, int jobs, int organizations) =>
        new(program, Path.Combine(work, $"{jobs}-{organizations}.db"), jobs, organizations);
}
