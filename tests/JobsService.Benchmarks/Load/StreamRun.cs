using System.Diagnostics;
using System.Net;

namespace JobsService.Benchmarks.Load;

/// <summary>Reads a response of any length without keeping it in memory.</summary>
internal static class StreamRun
{
    private const int BufferSize = 256 * 1024;

    // Occurs exactly once per row: in string values, the quotation marks would be escaped.
    private static ReadOnlySpan<byte> InEachRow => "\"begins_at\":"u8;

    /// <summary>Reads a response, and requires that it is complete.</summary>
    /// <exception cref="InvalidOperationException">The response is incomplete or its status is not 200.</exception>
    public static async Task<StreamResult> ReadComplete(ApiClient client, Uri url, CancellationToken cancellationToken)
    {
        var result = await Read(client, url, cancellationToken);
        return result.EndedProperly
            ? result
            : throw new InvalidOperationException($"GET {url}: the list is incomplete or its status is not 200.");
    }

    /// <summary>Reads a response. When cancelled, returns the result so far.</summary>
    public static async Task<StreamResult> Read(ApiClient client, Uri url, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        TimeSpan? firstByte = null;
        var (bytes, rows, ended) = (0L, 0L, false);
        try
        {
            using var response = await client.Get(url, cancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[BufferSize];

            // The end of the last chunk may be the beginning of a row's marker, so it is kept in front of the next chunk.
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

/// <summary>The result of reading a list.</summary>
/// <param name="FirstByteMs">The time from the request to the first byte of the body, in milliseconds.</param>
/// <param name="WallMs">The time from the request to the end of the body, in milliseconds.</param>
/// <param name="Bytes">The length of the body in bytes.</param>
/// <param name="Rows">The number of jobs.</param>
/// <param name="EndedProperly">Whether the status was 200, the connection did not break, and the JSON was complete.</param>
internal sealed record StreamResult(double FirstByteMs, double WallMs, long Bytes, long Rows, bool EndedProperly);
