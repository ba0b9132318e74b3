using System.IO.Compression;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using JobsService.Api.Responses;
using JobsService.Api.Telemetry;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace JobsService.Api.OpenApi;

/// <summary>
/// Content that is the same for every request. It is compressed once and written from shared memory in small parts, so that a
/// client that reads nothing costs only the response buffer of its connection, and is disconnected like a stalled reader of a list.
/// </summary>
/// <param name="contentType">The content type.</param>
/// <param name="content">The content.</param>
/// <param name="contentSecurityPolicy">The Content-Security-Policy header, if there is one.</param>
internal sealed class StaticContent(string contentType, byte[] content, string? contentSecurityPolicy = null)
{
    /// <summary>The maximum number of concurrent responses of the process, beyond which the response is 503.</summary>
    public const int MaxResponses = 500;

    private const int PartSize = 4 * 1024;

    // A client that reads nothing holds the buffers of its connection until it is disconnected, and browsers take milliseconds.
    private static readonly ConcurrencyLimiter Responses = new(
        new ConcurrencyLimiterOptions { PermitLimit = MaxResponses }
    );

    private readonly byte[] _compressed = Compress(content);

    // Weak, because the compressed and the uncompressed content have the same tag (RFC 9110, section 8.8.1).
    private readonly EntityTagHeaderValue _tag = new(
        $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(..8))}\"",
        isWeak: true
    );

    /// <summary>
    /// Returns an endpoint that runs another one once, when the first request arrives, and answers every request with its response.
    /// </summary>
    /// <param name="path">The path that the other endpoint is run with, and the only one whose content is kept.</param>
    /// <param name="endpoint">The other endpoint. Its response must not depend on the request.</param>
    /// <param name="policyOf">Returns the Content-Security-Policy of a page in HTML.</param>
    public static RequestDelegate Of(string path, RequestDelegate endpoint, Func<byte[], string> policyOf)
    {
        var creation = new Lock();
        Task<StaticContent>? content = null;
        return Respond;

        async Task Respond(HttpContext context) => await (await Content(context)).Write(context);

        Task<StaticContent> Content(HttpContext context)
        {
            lock (creation)
            {
                // Concurrent first requests share it, because it takes memory and time; on another thread, outside the lock.
                return content is null or { IsFaulted: true }
                    ? content = Task.Run(() => Capture(path, endpoint, context, policyOf))
                    : content;
            }
        }
    }

    /// <summary>Writes the response: the content, 304 if the client has it, or 503 if too many clients read content.</summary>
    public async Task Write(HttpContext context)
    {
        var response = context.Response;
        using var permit = Responses.AttemptAcquire();
        if (!permit.IsAcquired)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            CloseConnection(context);
            return;
        }

        response.Headers.ETag = _tag.ToString();
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (contentSecurityPolicy is not null)
        {
            response.Headers.ContentSecurityPolicy = contentSecurityPolicy;
        }

        if (IsKnownTo(context.Request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = contentType;
        var bytes = content;
        var compression = context.RequestServices.GetRequiredService<IResponseCompressionProvider>();
        if (compression.GetCompressionProvider(context) is GzipCompressionProvider)
        {
            bytes = _compressed;
            response.Headers.ContentEncoding = "gzip";
        }

        response.ContentLength = bytes.Length;

        CloseConnection(context);
        await WriteParts(context, bytes);
    }

    // Otherwise a client could have the content sent many times by one connection, without reading any of it. HTTP/2 has no such
    // header; there, the number of streams and their buffers are limited (KestrelLimits).
    private static void CloseConnection(HttpContext context)
    {
        if (HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }
    }

    private static async Task WriteParts(HttpContext context, byte[] bytes)
    {
        var progress = new StreamProgress();
        context.Features.Set(progress);
        await using var client = new SlowClientMonitor(context, progress, request: null);
        try
        {
            for (var start = 0; start < bytes.Length; start += PartSize)
            {
                await client.Write(bytes.AsMemory(start, Math.Min(PartSize, bytes.Length - start)));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            progress.SetAborted(context);
        }
    }

    private bool IsKnownTo(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .IfNoneMatch.Any(tag =>
                tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(_tag, useStrongComparison: false)
            );

    private static async Task<StaticContent> Capture(
        string path,
        RequestDelegate endpoint,
        HttpContext context,
        Func<byte[], string> policyOf
    )
    {
        using var body = new MemoryStream();
        var capture = new DefaultHttpContext { RequestServices = context.RequestServices };
        capture.Request.Method = HttpMethods.Get;
        capture.Request.Path = path;
        capture.SetEndpoint(context.GetEndpoint());
        capture.Response.Body = body;
        await endpoint(capture);
        await capture.Response.CompleteAsync();
        var bytes = body.ToArray();
        var type = capture.Response.ContentType ?? "";
        return new StaticContent(type, bytes, IsPage(type) ? policyOf(bytes) : null);
    }

    private static bool IsPage(string contentType) =>
        contentType.StartsWith("text/html", StringComparison.OrdinalIgnoreCase);

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }
}
