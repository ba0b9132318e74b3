using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace JobsService.Api.Middleware;

/// <summary>The name of one request, in its answer and in every line of the log (contract, "Response headers").</summary>
internal static class RequestId
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
    );

    /// <summary>The caller's own id if it is 1 to 64 of <c>A-Za-z0-9_-</c>; else a new one of 32 hexadecimal digits.</summary>
    public static string Of(StringValues requested) =>
        requested is [{ Length: > 0 and <= MaxLength } id] && !id.AsSpan().ContainsAnyExcept(Allowed)
            ? id
            : Guid.NewGuid().ToString("N");
}
