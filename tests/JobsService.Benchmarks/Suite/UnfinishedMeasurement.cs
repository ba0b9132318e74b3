using System.Globalization;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Measures the most frequent request: the unfinished jobs of an organization.</summary>
internal sealed class UnfinishedMeasurement : IMeasurement
{
    public const int Connections = 32;
    public const int Rows = 20;

    // EF Core needs a longer warm-up until its code is optimized.
    private const int EntityFrameworkWarmUp = 2;

    public string Name => "unfinished jobs";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        var (organization, rows) = bench.Large.OrganizationWithUnfinished(Rows);
        var key = await bench.Large.CreateKey(organization, cancellationToken);
        await using var service = await bench.StartService(bench.Large.File, cancellationToken);
        await using var handWritten = await bench.StartComparison(Bench.HandWritten, bench.Large, cancellationToken);
        await using var entityFramework = await bench.StartComparison(
            Bench.EntityFramework,
            bench.Large,
            cancellationToken
        );
        await using var prepared = await bench.StartComparison(
            Bench.Prepared,
            bench.Large,
            cancellationToken,
            "--organization",
            organization.ToString(CultureInfo.InvariantCulture),
            "--rows",
            rows.ToString(CultureInfo.InvariantCulture)
        );
        ServerProcess[] servers = [service, handWritten, entityFramework, prepared];
        using var client = new ApiClient(key, connections: 1);
        await ResponseComparison.Check(client, servers.Select(server => server.Unfinished), rows, cancellationToken);
        var warm = TimeSpan.FromSeconds(bench.Sizes.WarmSeconds);
        foreach (var server in servers)
        {
            await Load(server, server == entityFramework ? EntityFrameworkWarmUp * warm : warm);
        }

        var rates = servers.ToDictionary(server => server, _ => new List<double>());
        for (var round = 0; round < bench.Sizes.Rounds; round++)
        {
            foreach (var server in Bench.Rotate(servers, round))
            {
                rates[server].Add(await Load(server, TimeSpan.FromSeconds(bench.Sizes.LoadSeconds)));
            }
        }

        var work = $"`/jobs/unfinished`, {rows} rows, {Connections} connections";
        return
        [
            Ratio("hand-written", handWritten, Target.RatioOfAtLeast(0.9)),
            Ratio("EF Core", entityFramework, Target.RatioOfAtLeast(2)),
            Rate("the service", service),
            Rate("hand-written", handWritten),
            Rate("EF Core", entityFramework),
            Rate("prepared bytes", prepared),
        ];

        Task<double> Load(ServerProcess server, TimeSpan duration) =>
            bench.Load.RequestsPerSecond(server.Unfinished, key, duration, cancellationToken);

        Finding Ratio(string name, ServerProcess other, Target target) =>
            new($"{work}: requests/s over {name}", Spread.OfRatios(rates[service], rates[other]), "F2", target);

        Finding Rate(string name, ServerProcess server) =>
            new($"{work}: requests/s, {name}", Spread.Of(rates[server]), "N0");
    }
}
