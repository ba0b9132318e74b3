using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace JobsService.Api.Responses;

/// <summary>
/// Compresses answers for clients that ask for it (<c>Accept-Encoding: gzip</c>), as they stream. Others get the same bytes as
/// ever.
/// </summary>
internal static class GzipCompression
{
    /// <summary>Adds gzip, at its fastest level: a fifth of the bytes of a long list, for little time (docs/performance.md).</summary>
    public static void AddCompression(this IServiceCollection services)
    {
        // No body has a secret in it, which compression could give away beside something that an attacker chooses: keys come
        // in a request's header and never go out.
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }
}
