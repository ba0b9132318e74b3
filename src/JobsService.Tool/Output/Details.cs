using System.Globalization;
using JobsService.Client;
using Spectre.Console;

namespace JobsService.Tool.Output;

/// <summary>Prints names and values in two columns.</summary>
internal static class Details
{
    /// <summary>Prints all values that are not null.</summary>
    public static void Print(ToolHost host, params (string Name, string? Value)[] rows)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, value) in rows)
        {
            if (value is not null)
            {
                grid.AddRow(new Text(name), new Text(SafeText.Of(value)));
            }
        }

        host.Console.Write(grid);
    }

    /// <summary>Prints a job.</summary>
    public static void Print(ToolHost host, Job job) =>
        Print(
            host,
            ("id", Number(job.Id)),
            ("name", job.Name),
            ("type", job.JobType.ToString()),
            ("state", job.State.ToString()),
            ("state2", job.State2),
            ("paused", job.Paused ? "yes" : "no"),
            ("progress", $"{JobText.Percent(job)} ({Number(job.ProgressValue)} of {Number(job.ProgressTotal) ?? "?"})"),
            ("estimated end", TimeOrNull(job.EtaAt)),
            ("organization", Number(job.OrganizationId)),
            ("mailing list", Number(job.MailingListId)),
            ("suppression list", Number(job.SuppressionListId)),
            ("created", TimeOrNull(job.CreatedAt)),
            ("begins", TimeOrNull(job.BeginsAt)),
            ("started", TimeOrNull(job.StartedAt)),
            ("retry", TimeOrNull(job.RetryAt)),
            ("finished", TimeOrNull(job.FinishedAt)),
            ("updated", TimeOrNull(job.UpdatedAt))
        );

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? TimeOrNull(DateTimeOffset? time) => time is null ? null : JobText.Time(time);
}
