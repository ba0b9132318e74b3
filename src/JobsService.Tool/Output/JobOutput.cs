using JobsService.Client;
using JobsService.Tool.Login;

namespace JobsService.Tool.Output;

/// <summary>Writes jobs to standard output in the formats of the service.</summary>
internal static class JobOutput
{
    /// <summary>Writes jobs as <c>csv</c>, <c>ndjson</c> or <c>json</c>, which is one array.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Write(
        ToolHost host,
        JobQuery query,
        string format,
        long? limit,
        CancellationToken cancellationToken
    )
    {
        var options = new ExportOptions
        {
            Format = format == "csv" ? ExportFormat.Csv : ExportFormat.Ndjson,
            MaxJobs = limit,
        };
        var client = Connection.Open(host);
        if (format == "json")
        {
            await using var array = new JsonArrayStream(host.OutputStream);
            await client.ExportAsync(array, query, options, cancellationToken);
            await array.Complete(cancellationToken);
        }
        else
        {
            await client.ExportAsync(host.OutputStream, query, options, cancellationToken);
        }

        await host.OutputStream.FlushAsync(cancellationToken);
        return ExitCode.Success;
    }
}
