using JobsService.Api.Middleware;
using Microsoft.OpenApi;

namespace JobsService.Api.OpenApi;

/// <summary>The response headers that are useful to clients.</summary>
internal static class ApiHeaders
{
    /// <summary>The header of pages.</summary>
    public const string Link = "Link";

    private const string RequestId = ResponseHeadersMiddleware.RequestIdHeader;
    private const string Runtime = ResponseHeadersMiddleware.RuntimeHeader;
    private const string Authenticate = "WWW-Authenticate";
    private const string RetryAfter = "Retry-After";
    private const string Limit = "X-RateLimit-Limit";
    private const string Remaining = "X-RateLimit-Remaining";
    private const string Reset = "X-RateLimit-Reset";

    /// <summary>All headers by their names.</summary>
    public static Dictionary<string, IOpenApiHeader> All() =>
        new(StringComparer.Ordinal)
        {
            [RequestId] = Header(
                "The id of the request in the log of the service: the id that the client sent, if it is valid."
            ),
            [Runtime] = Header("Seconds until the headers were sent, with six decimals."),
            [Link] = Header("In pages, if there is another one: its address, with rel=next (RFC 8288)."),
            [Authenticate] = Header("The authentication scheme."),
            [RetryAfter] = Header("Seconds to wait before the next request."),
            [Limit] = Header("Maximum number of requests per second of the key, if it is limited."),
            [Remaining] = Header("Number of requests that remain in this second."),
            [Reset] = Header("Seconds until the full number of requests is available again."),
        };

    /// <summary>The headers of a response with that status.</summary>
    public static Dictionary<string, IOpenApiHeader> Of(int status, OpenApiDocument document)
    {
        string[] names = status switch
        {
            StatusCodes.Status401Unauthorized => [RequestId, Runtime, Authenticate],
            StatusCodes.Status429TooManyRequests => [RequestId, Runtime, RetryAfter, Limit, Remaining, Reset],
            StatusCodes.Status503ServiceUnavailable => [RequestId, Runtime, RetryAfter],
            _ => [RequestId, Runtime, Limit, Remaining, Reset],
        };
        return names.ToDictionary(
            name => name,
            name => (IOpenApiHeader)new OpenApiHeaderReference(name, document),
            StringComparer.Ordinal
        );
    }

    private static OpenApiHeader Header(string description) =>
        new()
        {
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
}
