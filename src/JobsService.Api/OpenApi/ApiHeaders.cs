using JobsService.Api.Middleware;
using Microsoft.OpenApi;

namespace JobsService.Api.OpenApi;

/// <summary>The headers of answers that a client can use (contract, "Response headers").</summary>
internal static class ApiHeaders
{
    private const string RequestId = ResponseHeadersMiddleware.RequestIdHeader;
    private const string Runtime = ResponseHeadersMiddleware.RuntimeHeader;
    private const string Authenticate = "WWW-Authenticate";
    private const string RetryAfter = "Retry-After";
    private const string Limit = "X-RateLimit-Limit";
    private const string Remaining = "X-RateLimit-Remaining";
    private const string Reset = "X-RateLimit-Reset";

    /// <summary>All of them, by their names.</summary>
    public static Dictionary<string, IOpenApiHeader> All() =>
        new(StringComparer.Ordinal)
        {
            [RequestId] = Header("The request's name in the service's log: the caller's own, if it sent a proper one."),
            [Runtime] = Header("Seconds until the headers went out, with six decimals."),
            [Authenticate] = Header("How to authenticate."),
            [RetryAfter] = Header("When to come back, in seconds."),
            [Limit] = Header("How many requests the key may make in a second, where that is limited."),
            [Remaining] = Header("How many are left of them in this second."),
            [Reset] = Header("In how many seconds they are all there again."),
        };

    /// <summary>Those of an answer with that status.</summary>
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
