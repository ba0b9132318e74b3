using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace JobsService.Api.Transport;

/// <summary>What one connection may take, before it is a request of the API.</summary>
internal static class KestrelLimits
{
    private const string Section = "Kestrel:Limits";

    /// <summary>Sets the limits, and then what the operator sets under the framework's own names, <c>Kestrel:Limits:…</c>.</summary>
    /// <returns>A sentence that says which of the operator's limits is not valid; null when all are.</returns>
    public static string? Set(KestrelServerLimits limits, IConfiguration configuration)
    {
        // A key's header has a hundred bytes; who sends more than these is not lost, but has other plans.
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);

        // The longest body that makes sense has less than a kilobyte.
        limits.MaxRequestBodySize = 64 * 1024;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

        // An average over the whole answer: SlowClientMonitor disconnects a client that begins fast and then stalls.
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(10));
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);

        // Each has a handle and some memory, though nothing is asked on it.
        limits.MaxConcurrentConnections = 10_000;

        var settings = configuration.GetSection(Section);
        try
        {
            settings.Bind(limits);
            limits.MinRequestBodyDataRate =
                RateOf(settings, nameof(limits.MinRequestBodyDataRate)) ?? limits.MinRequestBodyDataRate;
            limits.MinResponseDataRate =
                RateOf(settings, nameof(limits.MinResponseDataRate)) ?? limits.MinResponseDataRate;
            return null;
        }
        catch (Exception exception)
            when (exception
                    is InvalidOperationException
                        or ArgumentException
                        or System.Reflection.TargetInvocationException
            )
        {
            return $"{Section} is not valid: {exception.GetBaseException().Message.TrimEnd('.')}.";
        }
    }

    /// <summary>A rate has no setters, so the binder makes a new one or leaves it alone.</summary>
    private static MinDataRate? RateOf(IConfigurationSection settings, string name) =>
        settings.GetSection(name) is var rate && rate.Exists() ? rate.Get<MinDataRate>() : null;
}
