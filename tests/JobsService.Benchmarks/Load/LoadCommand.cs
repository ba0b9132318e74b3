using System.CommandLine;

namespace JobsService.Benchmarks.Load;

/// <summary><c>load</c>: asks one thing again and again over many connections, and prints how fast the answers come.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var url = KeyedOptions.Url();
        var key = KeyedOptions.Key();
        var connections = KeyedOptions.Number("--connections", "How many requests are under way at any time.", 32);
        var seconds = KeyedOptions.Number("--seconds", "How long to measure.", 12);
        var warm = KeyedOptions.Number("--warm", "How long to ask before that, for the server's compiler.", 12);

        var load = new Command("load", "Load a server and print its throughput and latency.")
        {
            url,
            key,
            connections,
            seconds,
            warm,
        };
        load.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var client = new KeyedClient(parsed.GetRequiredValue(key), parsed.GetValue(connections));
                var run = new LoadRun(client, parsed.GetRequiredValue(url));
                var result = await run.Run(
                    parsed.GetValue(connections),
                    TimeSpan.FromSeconds(parsed.GetValue(warm)),
                    TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                    cancellationToken
                );
                await JsonLine.Print(parsed.InvocationConfiguration.Output, result);
            }
        );
        return load;
    }
}
