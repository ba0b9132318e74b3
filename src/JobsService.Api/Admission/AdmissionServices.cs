using JobsService.Api.Limits;
using JobsService.Application.Availability;

namespace JobsService.Api.Admission;

/// <summary>Adds admission control: how many requests use the database, and how many lists stream, at the same time.</summary>
internal static class AdmissionServices
{
    // While the database hangs, requests that wait for a permit must not wait for as long as those that wait for the database.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Adds the limiters; their sizes come from <see cref="RateLimitingOptions"/> and the database.</summary>
    public static void AddAdmission(this IServiceCollection services)
    {
        services.AddSingleton(provider => new FairQueueLimiter(
            PermitsOf(provider),
            provider.GetRequiredService<RateLimitingOptions>().QueuedRequests,
            LongestWait,
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new StreamLimiter(StreamsOf(provider)));
    }

    private static int PermitsOf(IServiceProvider provider) =>
        provider.GetRequiredService<RateLimitingOptions>().RequestsAtWork is > 0 and var requests
            ? requests
            : provider.GetRequiredService<DatabaseCapacity>().RequestsAtOnce;

    private static int StreamsOf(IServiceProvider provider)
    {
        var configured = provider.GetRequiredService<RateLimitingOptions>().ConcurrentRequests;
        var connections = provider.GetRequiredService<DatabaseCapacity>().MaxConnections;
        var requests = Math.Min(configured > 0 ? configured : int.MaxValue, connections ?? int.MaxValue);
        return requests == int.MaxValue ? 0 : Math.Max(1, requests - PermitsOf(provider));
    }
}
