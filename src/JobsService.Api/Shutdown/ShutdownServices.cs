using Microsoft.Extensions.Options;

namespace JobsService.Api.Shutdown;

/// <summary>Adds the way in which the service ends.</summary>
internal static class ShutdownServices
{
    /// <summary>Adds the settings, and gives the host so much time.</summary>
    public static void AddShutdown(this IServiceCollection services)
    {
        services
            .AddOptions<ShutdownOptions>()
            .BindConfiguration(ShutdownOptions.Section)
            .Validate(options => options.HasGoodUnreadySeconds, ShutdownOptions.UnreadySecondsExpected)
            .Validate(options => options.HasGoodDrainSeconds, ShutdownOptions.DrainSecondsExpected)
            .ValidateOnStart();
        services
            .AddOptions<HostOptions>()
            .Configure<IOptions<ShutdownOptions>>(
                (host, shutdown) =>
                    host.ShutdownTimeout = TimeSpan.FromSeconds(
                        shutdown.Value.UnreadySeconds + shutdown.Value.DrainSeconds
                    )
            );
        services.AddHostedService<GracefulShutdown>();
    }
}
