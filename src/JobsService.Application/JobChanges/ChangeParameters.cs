using JobsService.Application.Filtering;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;

namespace JobsService.Application.JobChanges;

/// <summary>The query string parameters of requests for changes, besides the filters, and their limits.</summary>
public static class ChangeParameters
{
    /// <summary>The <c>next_cursor</c> of the previous response; empty for the present position.</summary>
    public const string Cursor = "cursor";

    /// <summary>The maximum number of changes in a response, 1 to <see cref="MaxLimit"/>.</summary>
    public const string Limit = "limit";

    /// <summary>For how many seconds the response waits for a change, 0 to <see cref="MaxWait"/>.</summary>
    public const string Wait = "wait";

    /// <summary>The default of <see cref="Limit"/>.</summary>
    public const int DefaultLimit = 500;

    /// <summary>The highest value of <see cref="Limit"/>.</summary>
    public const int MaxLimit = 2000;

    /// <summary>The highest value of <see cref="Wait"/>, in seconds.</summary>
    public const int MaxWait = 30;

    /// <summary>The parameters of a request for changes.</summary>
    public static IEnumerable<QueryParameter> OfChanges =>
        [.. OfEvents, new QueryParameter(Limit), new QueryParameter(Wait)];

    /// <summary>The parameters of a request for events.</summary>
    public static IEnumerable<QueryParameter> OfEvents =>
        [
            .. JobFilters.List.Filters.Select(filter => new QueryParameter(filter.Name, filter.Kind.IsList)),
            new QueryParameter(PageParameters.Fields, IsList: true),
            new QueryParameter(Cursor),
        ];
}
