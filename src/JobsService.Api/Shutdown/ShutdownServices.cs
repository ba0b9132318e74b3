using JobsService.Api.Configuration;

namespace JobsService.Api.Shutdown;

/// <summary>Adds the way in which the service ends.</summary>
internal static class ShutdownServices
{
    /// <summary>Adds the settings, and gives the host so much time.</summary>
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
