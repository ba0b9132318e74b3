using System.Diagnostics.Metrics;
using JobsService.Api.Admission;
using JobsService.Api.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.UnitTests.Admission;

/// <summary>Creates limiters of listeners.</summary>
internal static class ListenerLimiters
{
    /// <summary>A limiter with the default settings.</summary>
    public static ListenerLimiter Default { get; } = With(new EventOptions());

    /// <summary>Creates a limiter.</summary>
    public static ListenerLimiter With(EventOptions options)
    {
        var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        return new ListenerLimiter(options, new CallerMetrics(services.GetRequiredService<IMeterFactory>()));
    }
}
