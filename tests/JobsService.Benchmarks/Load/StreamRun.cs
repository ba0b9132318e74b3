using System.Diagnostics;
using System.Net;

namespace JobsService.Benchmarks.Load;

/// <summary>Reads one answer, however long, and keeps nothing of it.</summary>
internal static class StreamRun
{
    private const int BufferSize = 256 * 1024;

    // A row has it once, and no text in a row can have it: there, a quotation mark is escaped.
    private static ReadOnlySpan<byte> InEachRow => "\"begins_at\":"u8;

    /// <summary>Reads one that has to end well.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public static async Task<StreamResult> ReadWhole(KeyedClient client, Uri url, CancellationToken cancellationToken)
    {
        var result = await Read(client, url, cancellationToken);
        return result.EndedProperly ? result : throw new InvalidOperationException($"{url} gives no whole list.");
    }

    /// <summary>Reads one, whatever it is; what has come of it until then when told to stop.</summary>
    public static async Task<StreamResult> Read(KeyedClient client, Uri url, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        TimeSpan? firstByte = null;
        var (bytes, rows, ended) = (0L, 0L, false);
        try
        {
            using var response = await client.Get(url, cancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[BufferSize];

            // What the last piece ended with, and might be the beginning of a row's mark, stays in front of the next one.
            var kept = 0;
            while (await body.ReadAsync(buffer.AsMemory(kept), cancellationToken) is > 0 and var read)
            {
                firstByte ??= Stopwatch.GetElapsedTime(start);
                bytes += read;
                var piece = buffer.AsSpan(0, kept + read);
                rows += piece.Count(InEachRow);
                ended = piece[^1] == '}';
                kept = Math.Min(InEachRow.Length - 1, piece.Length);
                piece[^kept..].CopyTo(buffer);
            }

            ended &= response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            ended = false;
        }

        var wall = Stopwatch.GetElapsedTime(start);
        return new StreamResult(
            Latencies.Milliseconds(firstByte ?? wall),
            Latencies.Milliseconds(wall),
            bytes,
            rows,
            ended
        );
    }
}

/// <summary>What the reading of a list came to.</summary>
/// <param name="FirstByteMs">From the request to the first byte of the body, in milliseconds.</param>
/// <param name="WallMs">To the end, in milliseconds.</param>
/// <param name="Bytes">The length of the body.</param>
/// <param name="Rows">The jobs in it.</param>
/// <param name="EndedProperly">Whether it was a 200, the connection did not break, and the JSON came to its end.</param>
internal sealed record StreamResult(double FirstByteMs, double WallMs, long Bytes, long Rows, bool EndedProperly);
