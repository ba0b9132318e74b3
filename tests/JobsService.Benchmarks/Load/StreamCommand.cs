using System.CommandLine;

namespace JobsService.Benchmarks.Load;

/// <summary><c>stream</c>: reads a long list and prints its timing, size and whether it was complete.</summary>
internal static class StreamCommand
{
    public static Command Create()
    {
        var url = SharedOptions.Url();
        var key = SharedOptions.Key();
        var times = SharedOptions.Number("--times", "The number of repetitions.", 1);

        var stream = new Command("stream", "Read a long list and print its first byte, wall time, bytes and rows.")
        {
            url,
            key,
            times,
        };
        stream.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var client = new ApiClient(parsed.GetRequiredValue(key), connections: 1);
                var address = parsed.GetRequiredValue(url);

                // Warms up the client with a 404, which does not warm up the list on the server.
                await StreamRun.Read(client, new Uri(address, "/"), cancellationToken);
                for (var run = 0; run < parsed.GetValue(times); run++)
                {
                    var result = await StreamRun.Read(client, address, cancellationToken);
                    await JsonLine.Print(parsed.InvocationConfiguration.Output, result);
                }
            }
        );
        return stream;
    }
}
