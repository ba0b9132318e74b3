namespace JobsService.Api.Responses;

/// <summary>Reads a query string word for word.</summary>
internal static class QueryValues
{
    /// <summary>The values of a parameter, one for each time that it was given.</summary>
    public static IReadOnlyList<string?> ValuesOf(this IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) ? values : [];
}
