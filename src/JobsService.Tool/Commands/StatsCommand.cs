using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using JobsService.Client;
using JobsService.Tool.Login;
using JobsService.Tool.Output;
using JobsService.Tool.Queries;
using Spectre.Console;

namespace JobsService.Tool.Commands;

/// <summary><c>stats</c>: prints the numbers of jobs.</summary>
internal static class StatsCommand
{
    public static Command Create(ToolHost host)
    {
        var scope = new ScopeOptions();
        var output = OutputFormats.Option("table", "json");
        var stats = new Command("stats", "Show the numbers of jobs by state and type.");
        scope.AddTo(stats);
        stats.Add(output);
        stats.SetAction(
            async (command, cancellationToken) =>
            {
                var statistics = await Connection.Open(host).GetStatisticsAsync(scope.Of(command), cancellationToken);
                if (command.GetRequiredValue(output) == "json")
                {
                    PrintJson(host, statistics);
                }
                else
                {
                    PrintTables(host, statistics);
                }

                return ExitCode.Success;
            }
        );
        return stats;
    }

    private static void PrintTables(ToolHost host, JobStatistics statistics)
    {
        Details.Print(
            host,
            ("total", Text(statistics.Total)),
            ("unfinished", Text(statistics.Unfinished)),
            ("stalled", Text(statistics.Stalled)),
            ("counted", JobText.Time(statistics.AsOf))
        );
        if (statistics.Counts.Count == 0)
        {
            return;
        }

        var table = JobTable.WithColumns("JOBS", "STATE", "TYPE");
        table.Columns[0].RightAligned();
        foreach (var count in statistics.Counts)
        {
            table.AddRow(
                new Text(Text(count.Count)),
                new Text(SafeText.Of(count.State.ToString())),
                new Text(SafeText.Of(count.JobType.ToString()))
            );
        }

        host.Console.WriteLine();
        host.Console.Write(table);
    }

    private static void PrintJson(ToolHost host, JobStatistics statistics)
    {
        using (var writer = new Utf8JsonWriter(host.OutputStream))
        {
            writer.WriteStartObject();
            writer.WriteString("as_of", JobText.Time(statistics.AsOf));
            writer.WriteNumber("total", statistics.Total);
            writer.WriteNumber("unfinished", statistics.Unfinished);
            writer.WriteNumber("stalled", statistics.Stalled);
            writer.WriteStartArray("counts");
            foreach (var count in statistics.Counts)
            {
                writer.WriteStartObject();
                writer.WriteString("state", count.State.ToString());
                writer.WriteString("job_type", count.JobType.ToString());
                writer.WriteNumber("count", count.Count);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        host.OutputStream.WriteByte((byte)'\n');
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
