using JobsService.Api.Authentication;
using JobsService.Api.Configuration;
using JobsService.Api.RateLimiting;
using JobsService.Api.Responses;
using JobsService.Application.Availability;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Admission;

/// <summary>Adds admission control, which limits concurrent database requests and concurrently streamed lists.</summary>
internal static class AdmissionServices
{
    /// <summary>The key of the limiter for requests that change something.</summary>
    public const string Changes = nameof(Changes);

    // While the database hangs, a queued request must fail sooner than the requests that already wait for the database.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Adds the limiters; their sizes come from <see cref="RateLimitingOptions"/> and the database.</summary>
    public static void AddAdmission(this IServiceCollection services)
    {
        services.AddSingleton(provider => LimiterOf(ReadsOf(provider), provider));
        services.AddKeyedSingleton(Changes, (provider, _) => LimiterOf(Database(provider).ChangesAtOnce, provider));
        services.AddHostedService<SnapshotLimiter>();
        services.AddSingleton(provider => new StreamLimiter(StreamsOf(provider))
        {
            LongestStream = provider.GetRequiredService<IOptions<StreamOptions>>().Value.LongestList,
        });
        services.AddSettings<EventOptions>(EventOptions.Section);
        services.AddSingleton<ListenerLimiter>();
        services.AddScoped(provider => provider.GetRequiredService<RequestCaller>().Admission!);
    }

    /// <summary>Returns the maximum number of requests that use the database at the same time; null if it is unlimited.</summary>
    public static int? MaxRequests(IServiceProvider provider) =>
        StreamsOf(provider) is > 0 and var streams ? streams + OthersOf(provider) : null;

    private static FairQueueLimiter LimiterOf(int permits, IServiceProvider provider) =>
        new(permits, Options(provider).QueuedRequests, LongestWait, provider.GetRequiredService<TimeProvider>());

    private static int ReadsOf(IServiceProvider provider) =>
        Options(provider).RequestsAtWork is > 0 and var requests ? requests : Database(provider).ReadsAtOnce;

    private static int StreamsOf(IServiceProvider provider)
    {
        var configured = Options(provider).ConcurrentRequests;
        var connections = Database(provider).MaxConnections;
        var requests = Math.Min(configured > 0 ? configured : int.MaxValue, connections ?? int.MaxValue);
        return requests == int.MaxValue ? 0 : Math.Max(1, requests - OthersOf(provider));
    }

    private static int OthersOf(IServiceProvider provider) => ReadsOf(provider) + Database(provider).ChangesAtOnce;

    private static RateLimitingOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<RateLimitingOptions>();

    private static DatabaseCapacity Database(IServiceProvider provider) =>
        provider.GetRequiredService<DatabaseCapacity>();
}
