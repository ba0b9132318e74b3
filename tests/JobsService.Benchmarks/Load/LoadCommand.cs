using System.CommandLine;

namespace JobsService.Benchmarks.Load;

/// <summary><c>load</c>: repeats one request over many connections, and prints throughput and latency.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var url = SharedOptions.Url();
        var key = SharedOptions.Key();
        var connections = SharedOptions.Number("--connections", "The number of concurrent connections.", 32);
        var seconds = SharedOptions.Number("--seconds", "The duration of the measurement in seconds.", 12);
        var warm = SharedOptions.Number("--warm", "The warm-up in seconds.", 12);

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
                using var client = new ApiClient(parsed.GetRequiredValue(key), parsed.GetValue(connections));
                var run = new ClosedLoopLoad(client, parsed.GetRequiredValue(url));
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
