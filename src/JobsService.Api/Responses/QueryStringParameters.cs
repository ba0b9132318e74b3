using JobsService.Application.Filtering;

namespace JobsService.Api.Responses;

/// <summary>Reads the query string of list requests.</summary>
internal static class QueryStringParameters
{
    /// <summary>Returns the parameters of a request. Names are case-insensitive; unknown parameters are ignored.</summary>
    public static ListParameters ReadListParameters(this HttpRequest request)
    {
        var query = request.Query;
        return query.Count == 0
            ? ListParameters.None
            : new ListParameters(name => query.TryGetValue(name, out var values) ? values : []);
    }
}
