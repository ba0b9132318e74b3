using System.Threading.RateLimiting;
using JobsService.Application.Availability;

namespace JobsService.Infrastructure.Authentication;

/// <summary>
/// A concurrency limit for API key lookups. Authentication precedes admission control, so without this limit a flood of unknown
/// keys would take the database away from admitted requests.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class ApiKeyLookupLimiter(TimeProvider time) : IDisposable
{
    /// <summary>The maximum number of concurrent lookups.</summary>
    public const int Lookups = 4;

    /// <summary>The maximum number of queued lookups, in FIFO order.</summary>
    public const int QueuedLookups = 1000;

    /// <summary>The maximum time in the queue, after which a lookup is refused.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter _limiter = new(
        new ConcurrencyLimiterOptions { PermitLimit = Lookups, QueueLimit = QueuedLookups }
    );

    /// <summary>Waits for a lease for one lookup.</summary>
    /// <returns>A lease, to be disposed after the lookup.</returns>
    /// <exception cref="DatabaseUnavailableException">The queue is full, or the wait was too long.</exception>
    public async Task<RateLimitLease> Acquire()
    {
        var lease = _limiter.AttemptAcquire();
        if (!lease.IsAcquired)
        {
            using var timeout = new CancellationTokenSource(LongestWait, time);
            try
            {
                lease = await _limiter.AcquireAsync(permitCount: 1, timeout.Token);
            }
            catch (OperationCanceledException)
            {
                // The lease stays the one that was not acquired.
            }
        }

        return lease.IsAcquired
            ? lease
            : throw new DatabaseUnavailableException(
                $"API key lookup refused: {Lookups} lookups are running, and {QueuedLookups} are queued or this one has waited for {LongestWait.TotalSeconds} s."
            );
    }

    public void Dispose() => _limiter.Dispose();
}
