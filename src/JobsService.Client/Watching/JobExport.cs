using System.Text.Json;
using JobsService.Client.Http;

namespace JobsService.Client.Watching;

/// <summary>
/// Exports a list page by page. Each page is complete before it is written, so that a page that fails can be requested again.
/// </summary>
internal sealed class JobExport(ApiConnection api, JobSelection selection, ExportOptions options)
{
    private const byte NewLine = (byte)'\n';

    private readonly bool _isCsv = options.Format == ExportFormat.Csv;

    /// <summary>Writes the jobs.</summary>
    /// <exception cref="JobsException">A request failed.</exception>
    public async Task WriteTo(Stream destination, CancellationToken cancellationToken)
    {
        var remaining = options.MaxJobs ?? long.MaxValue;
        string? token = null;
        do
        {
            var size = (int)Math.Min(remaining, PageWalk<Job>.MaxSize);
            if (size < 1)
            {
                return;
            }

            var (body, next) = await Read(token, size, cancellationToken).ConfigureAwait(false);
            using (body)
            {
                // Each page in CSV has the header line.
                var start = _isCsv && token is not null ? body.Bytes.IndexOf(NewLine) + 1 : 0;
                await body.WriteTo(destination, start, cancellationToken).ConfigureAwait(false);
            }

            // A page that is followed by another one is full.
            remaining -= size;
            token = next;
        } while (token is not null);
    }

    private Task<(ResponseBody Body, string? NextToken)> Read(
        string? token,
        int size,
        CancellationToken cancellationToken
    )
    {
        var type = _isCsv ? MediaTypes.Csv : MediaTypes.Ndjson;
        return api.Get(
            selection.Page(token, size, _isCsv ? "csv" : "ndjson", _isCsv && options.ByteOrderMark && token is null),
            type,
            async (response, canceled) =>
            {
                ErrorResponse.CheckType(response, type);
                var body = await ResponseBody.Read(response, canceled).ConfigureAwait(false);
                return IsComplete(body) ? (body, NextTokenOf(response)) : throw Incomplete(body);
            },
            cancellationToken
        );
    }

    // A proxy can end a response early without an error.
    private bool IsComplete(ResponseBody body) =>
        body.Bytes.Length == 0 ? !_isCsv : body.Bytes[body.Bytes.Length - 1] == NewLine;

    private static JsonException Incomplete(ResponseBody body)
    {
        body.Dispose();
        return new JsonException("it ends within a line.");
    }

    // The reference is relative, such as <?per_page=100&page_token=…>; rel="next" (RFC 8288).
    private static string? NextTokenOf(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links))
        {
            return null;
        }

        var next = links.SelectMany(link => link.Split(',')).Select(link => link.Split(';')).FirstOrDefault(IsNext);
        var parameter = next
            ?[0].Trim(' ', '<', '>')
            .Split('?', '&')
            .Select(part => part.Split('='))
            .FirstOrDefault(part => part is ["page_token", _]);
        return parameter is null ? null : Uri.UnescapeDataString(parameter[1]);
    }

    private static bool IsNext(string[] link) =>
        link.Skip(1).Any(part => string.Equals(part.Trim(), "rel=\"next\"", StringComparison.OrdinalIgnoreCase));
}
