using JobsService.Api.QueryStrings;

namespace JobsService.Api.OpenApi;

/// <summary>Gives every route the parameters that the document lists for it.</summary>
internal static class DocumentedParameters
{
    /// <summary>
    /// Adds <see cref="AllowedParameters"/> to each route. A route without a <see cref="ReturnsAttribute"/> allows none.
    /// </summary>
    public static void AllowDocumentedParameters(this IEndpointConventionBuilder routes) =>
        routes.Finally(static endpoint =>
            endpoint.Metadata.Add(
                new AllowedParameters(endpoint.Metadata.OfType<ReturnsAttribute>().SingleOrDefault()?.Parameters ?? [])
            )
        );
}
