using JobsService.Application.Filtering;

namespace JobsService.Api.Responses;

/// <summary>Reads the query string of a list.</summary>
internal static class QueryStringParameters
{
    /// <summary>The parameters of a request, whose names are in any case. A list ignores those that it does not have.</summary>
    public static ListParameters ReadListParameters(this HttpRequest request)
    {
        var query = request.Query;
        return query.Count == 0
            ? ListParameters.None
            : new ListParameters(name => query.TryGetValue(name, out var values) ? values : []);
    }
}
