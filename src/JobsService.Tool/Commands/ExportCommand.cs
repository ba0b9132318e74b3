using System.CommandLine;
using JobsService.Client;
using JobsService.Tool.Login;
using JobsService.Tool.Queries;

namespace JobsService.Tool.Commands;

/// <summary><c>export</c>: writes all jobs to a file or to standard output.</summary>
internal static class ExportCommand
{
    public static Command Create(ToolHost host)
    {
        var query = new ListOptions(host.Time);
        var format = new Option<string>("--format")
        {
            Description = "CSV for spreadsheets, or a job in JSON on each line.",
            HelpName = "csv|ndjson",
            DefaultValueFactory = _ => "csv",
        };
        format.AcceptOnlyFromAmong("csv", "ndjson");
        var mark = new Option<bool>("--bom") { Description = "Begin CSV with the byte order mark that Excel needs." };
        var file = new Option<string?>("--file")
        {
            Description = "The file, which is replaced only by a complete export; standard output by default.",
            HelpName = "PATH",
        };
        var export = new Command("export", "Export jobs as CSV or NDJSON.") { format, mark, file };
        query.AddTo(export);
        export.SetAction(
            async (command, cancellationToken) =>
            {
                var options = new ExportOptions
                {
                    Format = command.GetRequiredValue(format) == "csv" ? ExportFormat.Csv : ExportFormat.Ndjson,
                    ByteOrderMark = command.GetValue(mark),
                };
                var client = Connection.Open(host);
                var selection = query.Of(command);
                if (command.GetValue(file) is { } path)
                {
                    await ToFile(client, selection, options, path, cancellationToken);
                }
                else
                {
                    await client.ExportAsync(host.OutputStream, selection, options, cancellationToken);
                    await host.OutputStream.FlushAsync(cancellationToken);
                }

                return ExitCode.Success;
            }
        );
        return export;
    }

    private static async Task ToFile(
        JobsClient client,
        JobQuery query,
        ExportOptions options,
        string path,
        CancellationToken cancellationToken
    )
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                await client.ExportAsync(stream, query, options, cancellationToken);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
