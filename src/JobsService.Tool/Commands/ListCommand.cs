using System.CommandLine;
using System.Globalization;
using JobsService.Client;
using JobsService.Tool.Login;
using JobsService.Tool.Output;
using JobsService.Tool.Queries;

namespace JobsService.Tool.Commands;

/// <summary><c>list</c>: prints jobs.</summary>
internal static class ListCommand
{
    private const int TableLimit = 100;

    public static Command Create(ToolHost host)
    {
        var query = new ListOptions(host.Time);
        var output = OutputFormats.Option("table", "json", "ndjson", "csv");
        var limit = new Option<int?>("--limit")
        {
            Description = $"The maximum number of jobs; {TableLimit} by default in a table, otherwise all.",
            HelpName = "N",
        };
        limit.Validators.Add(result =>
        {
            if (
                result.Tokens is [var number]
                && int.TryParse(number.Value, CultureInfo.InvariantCulture, out var jobs)
                && jobs < 1
            )
            {
                result.AddError("--limit must be at least 1.");
            }
        });
        var list = new Command("list", "List jobs, oldest first.");
        query.AddTo(list);
        list.Add(limit);
        list.Add(output);
        list.SetAction(
            (command, cancellationToken) =>
            {
                var format = command.GetRequiredValue(output);
                var selection = query.Of(command);
                return format == "table"
                    ? PrintTable(host, selection, command.GetValue(limit) ?? TableLimit, cancellationToken)
                    : JobOutput.Write(host, selection, format, command.GetValue(limit), cancellationToken);
            }
        );
        return list;
    }

    private static async Task<int> PrintTable(
        ToolHost host,
        JobQuery query,
        int limit,
        CancellationToken cancellationToken
    )
    {
        if (query.Fields.Count > 0)
        {
            throw new ToolException("--fields is not for tables. Add --output json, ndjson or csv.", ExitCode.Usage);
        }

        var jobs = new List<Job>();
        var hasMore = false;
        var client = Connection.Open(host);
        await foreach (var job in client.GetJobsAsync(query, cancellationToken).WithCancellation(cancellationToken))
        {
            hasMore = jobs.Count == limit;
            if (hasMore)
            {
                break;
            }

            jobs.Add(job);
        }

        if (jobs.Count == 0)
        {
            await host.Error.WriteLineAsync("No jobs.");
            return ExitCode.Success;
        }

        host.Console.Write(JobTable.OfList(jobs));
        if (hasMore)
        {
            await host.Error.WriteLineAsync(
                $"There are more than {limit} jobs. Use --limit, or --output csv, json or ndjson."
            );
        }

        return ExitCode.Success;
    }
}
