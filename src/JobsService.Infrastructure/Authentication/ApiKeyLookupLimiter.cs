using System.Threading.RateLimiting;
using JobsService.Application.Availability;

namespace JobsService.Infrastructure.Authentication;

/// <summary>
/// Limits how many API keys are looked up in the database at the same time. Authentication comes before admission control, so that
/// this is what keeps many unknown keys from taking the database from requests that were admitted.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class ApiKeyLookupLimiter(TimeProvider time) : IDisposable
{
    /// <summary>Keys that are looked up at the same time.</summary>
    public const int Lookups = 4;

    /// <summary>Look-ups that wait for that, in the order in which they came.</summary>
    public const int QueuedLookups = 1000;

    /// <summary>A look-up that has waited for this long is refused.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter _limiter = new(
        new ConcurrencyLimiterOptions { PermitLimit = Lookups, QueueLimit = QueuedLookups }
    );

    /// <summary>Waits until a key may be looked up.</summary>
    /// <returns>A lease to dispose of after the look-up.</returns>
    /// <exception cref="DatabaseUnavailableException">Too many keys are being looked up.</exception>
    public async Task<RateLimitLease> Acquire()
    {
        var lease = _limiter.AttemptAcquire();
        if (!lease.IsAcquired)
        {
            using var late = new CancellationTokenSource(LongestWait, time);
            try
            {
                lease = await _limiter.AcquireAsync(permitCount: 1, late.Token);
            }
            catch (OperationCanceledException)
            {
                // The refused lease says it all.
            }
        }

        return lease.IsAcquired
            ? lease
            : throw new DatabaseUnavailableException(
                $"More than {Lookups} API keys are being looked up and {QueuedLookups} wait, or one has waited for a second."
            );
    }

    public void Dispose() => _limiter.Dispose();
}
