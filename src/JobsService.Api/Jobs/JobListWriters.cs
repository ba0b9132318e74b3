using System.Globalization;
using JobsService.Api.Responses;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Domain.Jobs;

namespace JobsService.Api.Jobs;

/// <summary>Creates the writers of lists of jobs, for the format and the fields of a request.</summary>
internal static class JobListWriters
{
    // Cached, because most lists have the default fields and format.
    private static readonly Func<HttpResponse, ListWriter<Job>> Default = response => new JsonListWriter<Job>(
        response,
        JobJson.Write
    );

    /// <summary>Returns a function that sets the headers of a response and creates the writer of its rows.</summary>
    /// <param name="list">The list.</param>
    /// <param name="subset">The jobs that the list selects from, which the name of a CSV file contains.</param>
    /// <param name="format">The format.</param>
    /// <param name="hasByteOrderMark">Whether CSV has a byte order mark.</param>
    /// <param name="today">The date in the name of a CSV file.</param>
    public static Func<HttpResponse, ListWriter<Job>> Of(
        PagedResult<Job> list,
        JobSubset subset,
        ListFormat format,
        bool hasByteOrderMark,
        DateTimeOffset today
    )
    {
        if (list.Fields is null && format == ListFormat.Json)
        {
            return Default;
        }

        var view = list.Fields is { } fields ? JobView.Of(fields, list.StalledBefore) : JobView.Default;
        return format switch
        {
            ListFormat.Csv => CsvOf(view, subset, hasByteOrderMark, today),
            ListFormat.Ndjson => response => new NdjsonListWriter<Job>(response, view.Write),
            _ => response => new JsonListWriter<Job>(response, view.Write),
        };
    }

    private static Func<HttpResponse, ListWriter<Job>> CsvOf(
        JobView view,
        JobSubset subset,
        bool hasByteOrderMark,
        DateTimeOffset today
    )
    {
        var name = subset.ToString().ToLowerInvariant();
        var fileName = string.Create(CultureInfo.InvariantCulture, $"jobs-{name}-{today:yyyy-MM-dd}.csv");
        string[] header = [.. view.Fields.Select(field => field.Name)];
        var table = new CsvTable<Job>(header, view.Write, fileName, hasByteOrderMark);
        return response => new CsvListWriter<Job>(response, table);
    }
}
