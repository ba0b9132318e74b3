using System.Diagnostics;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Measures the streaming of a list of a million jobs.</summary>
internal sealed class ListMeasurement : IMeasurement
{
    public string Name => "long lists";

    public async Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken)
    {
        await using var service = await bench.StartService(bench.List.File, cancellationToken);
        await using var handWritten = await bench.StartComparison(Bench.HandWritten, bench.List, cancellationToken);
        await using var entityFramework = await bench.StartComparison(
            Bench.EntityFramework,
            bench.List,
            cancellationToken
        );
        await using var prepared = await bench.StartComparison(Bench.Prepared, bench.List, cancellationToken);
        ServerProcess[] servers = [service, handWritten, entityFramework, prepared];
        using var client = new ApiClient(bench.List.AdminKey, connections: servers.Length);
        var results = servers.ToDictionary(server => server, _ => new List<StreamResult>());
        var urls = servers.Select(server => server.All);
        await ResponseComparison.Check(client, urls, bench.List.Jobs, cancellationToken);
        foreach (var server in servers)
        {
            var start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < bench.Sizes.WarmSeconds)
            {
                await StreamRun.ReadComplete(client, server.All, cancellationToken);
            }
        }

        for (var round = 0; round < bench.Sizes.Rounds; round++)
        {
            foreach (var server in Bench.Rotate(servers, round))
            {
                results[server].Add(await StreamRun.ReadComplete(client, server.All, cancellationToken));
            }
        }

        var work = $"`/jobs/all` of {bench.Sizes.List:N0} rows";
        return
        [
            Ratio("hand-written", handWritten, Target.RatioOfAtMost(1.15)),
            Ratio("EF Core", entityFramework, Target.RatioOfAtMost(0.6)),
            FirstByte("the service", service, Target.AtMost(20)),
            FirstByte("EF Core", entityFramework),
            Wall("the service", service),
            Wall("hand-written", handWritten),
            Wall("EF Core", entityFramework),
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
