using System.Globalization;
using JobsService.Client;
using Spectre.Console;

namespace JobsService.Tool.Output;

/// <summary>Tables of jobs.</summary>
internal static class JobTable
{
    /// <summary>Creates an empty table with these columns.</summary>
    public static Table WithColumns(params string[] names)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        foreach (var name in names)
        {
            table.AddColumn(new TableColumn(new Text(name)) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        }

        return table;
    }

    /// <summary>A table of a list.</summary>
    public static Table OfList(IEnumerable<Job> jobs)
    {
        var table = WithColumns("ID", "STATE", "PROGRESS", "TYPE", "UPDATED", "NAME");
        foreach (var job in jobs)
        {
            table.AddRow(
                new Text(job.Id.ToString(CultureInfo.InvariantCulture)),
                JobText.State(job),
                new Text(JobText.Percent(job)),
                new Text(SafeText.Of(job.JobType.ToString())),
                new Text(JobText.Time(job.UpdatedAt)),
                Name(job)
            );
        }

        return table;
    }

    /// <summary>A table with a bar for each job.</summary>
    public static Table OfProgress(IEnumerable<Job> jobs, bool isUnicode)
    {
        var table = WithColumns("ID", "STATE", "PROGRESS", "", "END", "NAME");
        foreach (var job in jobs)
        {
            table.AddRow(
                new Text(job.Id.ToString(CultureInfo.InvariantCulture)),
                JobText.State(job),
                JobText.Bar(job, isUnicode),
                new Text(JobText.Percent(job)),
                new Text(JobText.Time(job.FinishedAt ?? job.EtaAt)),
                Name(job)
            );
        }

        return table;
    }

    private static Text Name(Job job) => new(SafeText.Of(job.Name)) { Overflow = Overflow.Ellipsis };
}
