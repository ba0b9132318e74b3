using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace JobsService.Benchmarks.Comparison;

/// <summary>What the programs have in common, because it is not what is compared: the web server, and silence.</summary>
internal static class ComparisonHost
{
    /// <summary>The routes that all of them answer.</summary>
    public const string AllRoute = "/ga/api/v2/jobs/all";

    /// <inheritdoc cref="AllRoute"/>
    public const string UnfinishedRoute = "/ga/api/v2/jobs/unfinished";

    /// <summary>Kestrel, without its own header and without a line of log for a request, nor for a query.</summary>
    public static WebApplicationBuilder CreateBuilder(ServeOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(options.Urls).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        return builder;
    }
}
