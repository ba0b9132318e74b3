using JobsService.Application.Filtering;

namespace JobsService.Api.QueryStrings;

/// <summary>Reads the query string of list requests.</summary>
internal static class QueryStringParameters
{
    /// <summary>
    /// Returns the parameters of a request. Names are case-insensitive. A parameter that takes a list also has the values of
    /// <c>name[]</c> and <c>name[0]</c>, the forms that PHP and Rails write.
    /// </summary>
    public static ListParameters ReadListParameters(this HttpRequest request) =>
        request.Query.Count == 0 ? ListParameters.None
        : HasBracket(request.QueryString.Value) ? WithElements(request.Query, AllowedParameters.Of(request.HttpContext))
        : Of(request.Query);

    private static ListParameters Of(IQueryCollection query) =>
        new(name => query.TryGetValue(name, out var values) ? values : []);

    private static bool HasBracket(string? query) =>
        query is not null && (query.Contains('[') || query.Contains("%5B", StringComparison.OrdinalIgnoreCase));

    private static ListParameters WithElements(IQueryCollection query, AllowedParameters? allowed)
    {
        var elements = query
            .SelectMany(parameter =>
                parameter.Value.Select(value => (Name: allowed?.ListOf(parameter.Key), Value: value))
            )
            .ToLookup(element => element.Name ?? "", element => element.Value, StringComparer.OrdinalIgnoreCase);
        return new ListParameters(name => [.. query[name], .. elements[name]]);
    }
}
