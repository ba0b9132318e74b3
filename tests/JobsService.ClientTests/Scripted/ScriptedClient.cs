using JobsService.Client;

namespace JobsService.ClientTests.Scripted;

/// <summary>Creates clients of a <see cref="ScriptedServer"/>.</summary>
internal static class ScriptedClient
{
    public static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A client without delays and without limits of time.</summary>
    public static JobsClient Of(ScriptedServer server, Action<JobsClientOptions>? configure = null) =>
        Of(server.Address, configure);

    /// <inheritdoc cref="Of(ScriptedServer, Action{JobsClientOptions}?)"/>
    public static JobsClient Of(Uri address, Action<JobsClientOptions>? configure = null)
    {
        var options = new JobsClientOptions
        {
            NetworkTimeout = SkippedDelays.NoLimit,
            WatchTimeout = SkippedDelays.NoLimit,
            Time = new SkippedDelays(Now),
        };
        configure?.Invoke(options);
        return new JobsClient(address, new JobsCredential(1, "secret"), options);
    }

    /// <summary>Reads all changes that do not need another event.</summary>
    public static async Task<List<JobChange>> Take(
        this IAsyncEnumerable<JobChange> changes,
        int count,
        CancellationToken cancellationToken
    ) => await changes.Take(count).ToListAsync(cancellationToken);
}
