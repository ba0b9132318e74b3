using System.Threading.RateLimiting;
using JobsService.Api.Envelope;
using JobsService.Api.Observability;
using JobsService.Application.Availability;
using Microsoft.AspNetCore.Authorization;

namespace JobsService.Api.Limits;

/// <summary>
/// Keeps the service quick when more is asked of it than it can do: so many requests work at once, a few more wait for their
/// turn, the rest are told at once to come back. Probes and the API's document, which need no key, pass by. See ADR 0026.
/// </summary>
/// <remarks>
/// A list ends its turn when it turns out to be long, or its reader slow, and goes on in its place: neither keeps others from
/// working.
/// </remarks>
internal sealed class ConcurrencyGate : IDisposable
{
    // While a database hangs, those who wait for a turn would wait for all who wait for the database.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    // A quarter as many more; SQL Server's capacity is less than its pool by as much.
    private const int ShareOfSeldom = 4;

    private readonly RequestDelegate _next;
    private readonly CallerMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ConcurrencyLimiter? _places;
    private readonly ConcurrencyLimiter _turns;

    // On top, for those who ask seldom and find no other.
    private readonly ConcurrencyLimiter _turnsOfSeldom;
    private readonly AskingRate _rate;
    private readonly Overload _overload;
    private long _overflowedAt;

    public ConcurrencyGate(
        RequestDelegate next,
        RateLimitingOptions options,
        DatabaseCapacity capacity,
        AskingRate rate,
        Overload overload,
        CallerMetrics metrics,
        TimeProvider time
    )
    {
        (_next, _rate, _overload, _metrics, _time) = (next, rate, overload, metrics, time);
        _places =
            options.ConcurrentRequests == 0
                ? null
                : new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = options.ConcurrentRequests });
        var atWork = options.RequestsAtWork > 0 ? options.RequestsAtWork : capacity.RequestsAtOnce;
        _turns = Turns(atWork, options.QueuedRequests);
        _turnsOfSeldom = Turns(Math.Max(1, atWork / ShareOfSeldom), options.QueuedRequests);
    }

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null ? Enter(context) : _next(context);

    public void Dispose()
    {
        _places?.Dispose();
        _turns.Dispose();
        _turnsOfSeldom.Dispose();
    }

    private static ConcurrencyLimiter Turns(int atWork, int queued) =>
        new(
            new ConcurrencyLimiterOptions
            {
                PermitLimit = atWork,
                QueueLimit = queued,

                // While too much is asked, who came last still has somebody waiting; who came first, probably not any more.
                QueueProcessingOrder = QueueProcessingOrder.NewestFirst,
            }
        );

    private async Task Enter(HttpContext context)
    {
        var credentials = context.Request.Headers.Authorization.ToString();
        var asksSeldom = _rate.AsksSeldom(credentials);
        var admission = _overload.Admit(asksSeldom);
        if (admission == Admission.None)
        {
            await Refuse(context);
            return;
        }

        using var place = _places?.AttemptAcquire();
        if (place is { IsAcquired: false })
        {
            await Refuse(context);
            return;
        }

        // While too much is asked, who asks often may work when nobody else does, and not wait.
        using var turn =
            asksSeldom ? await TakeTurn(_turnsOfSeldom, context.RequestAborted)
            : admission == Admission.Free ? await TakeTurn(_turns, context.RequestAborted)
            : _turns.AttemptAcquire();
        if (turn is not { IsAcquired: true })
        {
            await Refuse(context);
            return;
        }

        context.Features.Set(new Turn(turn));
        await _next(context);
        if (context.User.Identity is { IsAuthenticated: true })
        {
            _rate.Know(credentials);
        }
    }

    /// <param name="queue">Where to wait when there is none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The turn; null or one that is none when there is none to be had in time.</returns>
    private async ValueTask<RateLimitLease?> TakeTurn(ConcurrencyLimiter queue, CancellationToken cancellationToken)
    {
        var turn = _turns.AttemptAcquire();
        if (turn.IsAcquired)
        {
            return turn;
        }

        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(LongestWait);
        try
        {
            var began = _time.GetTimestamp();
            var next = await queue.AcquireAsync(permitCount: 1, inTime.Token);

            if (!next.IsAcquired)
            {
                Volatile.Write(ref _overflowedAt, _time.GetTimestamp());
            }
            else if (queue == _turns && _time.GetElapsedTime(began) > Overload.Burst && HasOverflowedLately())
            {
                // Newer ones went ahead all the time, and older ones were told to come back. Now that there are no newer ones for
                // a moment it would be served late, and keep the next one waiting.
                next.Dispose();
                return null;
            }

            return next;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private bool HasOverflowedLately()
    {
        var overflowedAt = Volatile.Read(ref _overflowedAt);
        return overflowedAt != 0 && _time.GetElapsedTime(overflowedAt) < Overload.Calm;
    }

    private Task Refuse(HttpContext context)
    {
        _metrics.Count(Throttle.RequestsOfAll);
        context.Features.Set(Refusal.ToProtectTheService);
        return EnvelopeJson.WriteError(context, ApiError.Unavailable);
    }
}
