using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>A list of a million jobs, streamed.</summary>
internal sealed class ListMeasurement : IMeasurement
{
    // What is left to the just-in-time compiler then is too little to see.
    private const int WarmUps = 2;

    public string Name => "long lists";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        await using var service = await bench.StartService(bench.List.File, cancellationToken);
        await using var handWritten = await bench.StartComparison(Bench.HandWritten, bench.List, cancellationToken);
        await using var typical = await bench.StartComparison(Bench.EntityFramework, bench.List, cancellationToken);
        await using var prepared = await bench.StartComparison(Bench.Prepared, bench.List, cancellationToken);
        ServerProcess[] servers = [service, handWritten, typical, prepared];
        using var client = new KeyedClient(bench.List.AdminKey, connections: servers.Length);
        var results = servers.ToDictionary(server => server, _ => new List<StreamResult>());
        for (var round = -WarmUps; round < bench.Sizes.Rounds; round++)
        {
            foreach (var server in servers)
            {
                var result = await StreamRun.ReadWhole(client, server.All, cancellationToken);
                if (round >= 0)
                {
                    results[server].Add(result);
                }
            }
        }

        var work = $"`/jobs/all` of {bench.Sizes.List:N0} rows";
        return
        [
            Ratio("hand-written", handWritten, Target.RatioOfAtMost(1.15)),
            Ratio("EF Core", typical, Target.RatioOfAtMost(0.6)),
            FirstByte("the service", service, Target.AtMost(20)),
            FirstByte("EF Core", typical),
            Wall("the service", service),
            Wall("hand-written", handWritten),
            Wall("EF Core", typical),
            Wall("prepared bytes", prepared),
        ];

        IEnumerable<double> Walls(ServerProcess server) => results[server].Select(result => result.WallMs / 1000);

        Finding Ratio(string name, ServerProcess other, Target target) =>
            new($"{work}: wall over {name}", Spread.OfRatios(Walls(service), Walls(other)), "F2", target);

        Finding FirstByte(string name, ServerProcess server, Target? target = null) =>
            new(
                $"{work}: first byte in ms, {name}",
                Spread.Of(results[server].Select(result => result.FirstByteMs)),
                "N1",
                target
            );

        Finding Wall(string name, ServerProcess server) =>
            new($"{work}: wall in s, {name}", Spread.Of(Walls(server)), "F2");
    }
}
