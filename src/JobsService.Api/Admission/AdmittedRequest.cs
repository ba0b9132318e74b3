using System.Threading.RateLimiting;
using JobsService.Api.Observability;

namespace JobsService.Api.Admission;

/// <summary>
/// The lease of a request that may use the database: a permit of <see cref="FairQueueLimiter"/>, or, once the answer is a long
/// list or its client reads slowly, a lease of <see cref="StreamLimiter"/> instead, so that the request does not keep others from
/// the database.
/// </summary>
internal sealed class AdmittedRequest(
    HttpContext context,
    long organizationId,
    RateLimitLease permit,
    StreamLimiter streams,
    TimeProvider time
) : IDisposable
{
    private RateLimitLease? _stream;
    private int _isStream;

    /// <summary>Exchanges the permit for a lease to stream. Only the first call has an effect. Thread-safe.</summary>
    /// <param name="progress">How much of the list was sent.</param>
    public void BecomeStream(ListProgress progress)
    {
        if (Interlocked.Exchange(ref _isStream, 1) == 1)
        {
            return;
        }

        _stream = streams.AttemptAcquire(new StreamedList(organizationId, progress, Disconnect, time));
        permit.Dispose();

        void Disconnect()
        {
            progress.Ending = ListEnding.Displaced;
            context.Abort();
        }
    }

    /// <summary>Gives back what the request holds.</summary>
    public void Dispose()
    {
        _stream?.Dispose();
        permit.Dispose();
    }
}
