using System.CommandLine;

namespace JobsService.Benchmarks.Load;

/// <summary><c>stream</c>: reads a long list and prints when it began, when it ended and how.</summary>
internal static class StreamCommand
{
    public static Command Create()
    {
        var url = KeyedOptions.Url();
        var key = KeyedOptions.Key();
        var times = KeyedOptions.Number("--times", "How often, one after the other.", 1);

        var stream = new Command("stream", "Read a long list and print its first byte, wall time, bytes and rows.")
        {
            url,
            key,
            times,
        };
        stream.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var client = new KeyedClient(parsed.GetRequiredValue(key), connections: 1);
                var address = parsed.GetRequiredValue(url);

                // The client's own first request is slow. It asks for something that there is not, which warms no server's list.
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
