using System.ComponentModel.DataAnnotations;
using JobsService.Api.Configuration;

namespace JobsService.Api.Shutdown;

/// <summary>Graceful shutdown: section <c>Shutdown</c>.</summary>
internal sealed class ShutdownOptions
{
    /// <summary>The configuration section of the options.</summary>
    public const string Section = "Shutdown";

    /// <summary>
    /// The number of seconds for which requests are still served while <c>/health/ready</c> returns 503, so that load balancers
    /// stop sending requests; 0 (default) skips this phase. Set it above the time that their probes need to detect the change.
    /// </summary>
    [Range(0, 3600)]
    public int UnreadySeconds { get; set; }

    /// <summary>The number of seconds for which running requests can continue after that; then they are aborted.</summary>
    [Range(0, 3600)]
    public int DrainSeconds { get; set; } = 30;
}

/// <summary>Registers the graceful shutdown.</summary>
internal static class ShutdownServices
{
    /// <summary>
    /// Adds the settings and <see cref="GracefulShutdown"/>, and sets the shutdown timeout of the host accordingly.
    /// </summary>
    public static void AddShutdown(this IServiceCollection services)
    {
        services.AddSettings<ShutdownOptions>(ShutdownOptions.Section);
        services
            .AddOptions<HostOptions>()
            .Configure<IConfiguration>(
                (host, configuration) =>
                {
                    // The host is built before the settings are validated.
                    var shutdown = configuration.ReadSettings<ShutdownOptions>(ShutdownOptions.Section);
                    host.ShutdownTimeout = TimeSpan.FromSeconds(shutdown.UnreadySeconds + shutdown.DrainSeconds);
                }
            );
        services.AddHostedService<GracefulShutdown>();
    }
}
