using JobsService.Api.Configuration;

namespace JobsService.Api.Shutdown;

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
