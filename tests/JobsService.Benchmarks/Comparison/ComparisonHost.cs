using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace JobsService.Benchmarks.Comparison;

/// <summary>The web server and logging configuration that all compared programs share.</summary>
internal static class ComparisonHost
{
    /// <summary>A route that every comparison program implements.</summary>
    public const string AllRoute = "/ga/api/v2/jobs/all";

    /// <inheritdoc cref="AllRoute"/>
    public const string UnfinishedRoute = "/ga/api/v2/jobs/unfinished";

    /// <summary>Creates a builder with Kestrel, without the Server header and without logs per request or query.</summary>
    public static WebApplicationBuilder CreateBuilder(string urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(urls).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        return builder;
    }
}
