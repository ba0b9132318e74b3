using System.IO.Compression;
using System.Security.Cryptography;
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
    private const int PartSize = 4 * 1024;

    private readonly byte[] _compressed = Compress(content);

    // Weak, because the compressed and the uncompressed content have the same tag (RFC 9110, section 8.8.1).
    private readonly EntityTagHeaderValue _tag = new(
        $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(..8))}\"",
        isWeak: true
    );

    /// <summary>
    /// Returns an endpoint that runs another one for its first request, and answers that and all further requests with its response.
    /// </summary>
    /// <param name="endpoint">The endpoint. Its response must not depend on the request, except for redirects, which are not kept.</param>
    /// <param name="policyOf">Returns the Content-Security-Policy of the content, if it needs one.</param>
    public static RequestDelegate Of(RequestDelegate endpoint, Func<byte[], string?> policyOf)
    {
        // Of the path without a slash at its end, and with one, which is all that routing lets differ apart from case.
        var cached = new StaticContent?[2];
        return async context =>
        {
            // Concurrent first requests create the same content, so no lock is needed.
            var path = context.Request.Path.Value!.EndsWith('/') ? 1 : 0;
            cached[path] ??= await Capture(endpoint, context, policyOf);
            await (cached[path]?.Write(context) ?? endpoint(context));
        };
    }

    /// <summary>Writes the response: the content, or 304 if the client has it.</summary>
    public async Task Write(HttpContext context)
    {
        var response = context.Response;
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

        // Otherwise a client could have the content sent many times by one connection, without reading any of it.
        response.Headers.Connection = "close";
        await WriteParts(context, bytes);
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
        request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(_tag, useStrongComparison: false));

    private static async Task<StaticContent?> Capture(
        RequestDelegate endpoint,
        HttpContext context,
        Func<byte[], string?> policyOf
    )
    {
        using var body = new MemoryStream();
        var capture = new DefaultHttpContext { RequestServices = context.RequestServices };
        capture.Request.Method = HttpMethods.Get;
        capture.Request.Path = context.Request.Path;
        capture.SetEndpoint(context.GetEndpoint());
        capture.Response.Body = body;
        await endpoint(capture);
        await capture.Response.CompleteAsync();
        if (capture.Response.StatusCode != StatusCodes.Status200OK)
        {
            return null;
        }

        var bytes = body.ToArray();
        return new StaticContent(capture.Response.ContentType ?? "", bytes, policyOf(bytes));
    }

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
