using System.Globalization;
using System.Text;

namespace JobsService.ClientTests.Scripted;

/// <summary>A request that a scripted server received.</summary>
internal sealed record ReceivedRequest(string Method, string Target, Dictionary<string, string> Headers, string Body)
{
    /// <summary>Reads a request; null if the client has closed the connection.</summary>
    public static async Task<ReceivedRequest?> Read(Stream connection, CancellationToken cancellationToken)
    {
        if (await ReadLine(connection, cancellationToken) is not { Length: > 0 } first)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLine(connection, cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var length = headers.TryGetValue("Content-Length", out var text)
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : 0;
        var body = new byte[length];
        await connection.ReadExactlyAsync(body, cancellationToken);
        var parts = first.Split(' ');
        return new ReceivedRequest(parts[0], parts[1], headers, Encoding.UTF8.GetString(body));
    }

    private static async Task<string?> ReadLine(Stream connection, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var buffer = new byte[1];
        while (await connection.ReadAsync(buffer, cancellationToken) == 1)
        {
            if (buffer[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)buffer[0]);
        }

        return null;
    }
}
