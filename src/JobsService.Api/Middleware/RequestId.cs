using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace JobsService.Api.Middleware;

/// <summary>The request id, which is returned in <c>X-Request-Id</c> and written to every log entry of the request.</summary>
internal static class RequestId
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
    );

    /// <summary>Returns the caller's id if it has 1 to 64 characters of <c>A-Za-z0-9_-</c>; otherwise 32 random hexadecimal digits.</summary>
    public static string Of(StringValues requested) =>
        requested is [{ Length: > 0 and <= MaxLength } id] && !id.AsSpan().ContainsAnyExcept(Allowed)
            ? id
            : Guid.NewGuid().ToString("N");
}
