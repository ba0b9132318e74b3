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
    private readonly ConcurrencyLimiter? _places;
    private readonly ConcurrencyLimiter _turns;

    // On top, for those who ask seldom and find no other.
    private readonly ConcurrencyLimiter _turnsOfSeldom;
    private readonly AskingRate _rate;
    private readonly Overload _overload;

    public ConcurrencyGate(
        RequestDelegate next,
        RateLimitingOptions options,
        DatabaseCapacity capacity,
        AskingRate rate,
        Overload overload,
        CallerMetrics metrics
    )
    {
        (_next, _rate, _overload, _metrics) = (next, rate, overload, metrics);
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
        var asksSeldom = _rate.IsSeldom(context.Request.Headers.Authorization.ToString());
        if (_overload.IsTooMuch(asksSeldom))
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

        using var turn = await TakeTurn(asksSeldom, context.RequestAborted);
        if (turn is not { IsAcquired: true })
        {
            await Refuse(context);
            return;
        }

        context.Features.Set(new Turn(turn));
        await _next(context);
    }

    /// <returns>The turn; null or one that is none when there is none to be had in time.</returns>
    private async ValueTask<RateLimitLease?> TakeTurn(bool asksSeldom, CancellationToken cancellationToken)
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
            return await (asksSeldom ? _turnsOfSeldom : _turns).AcquireAsync(permitCount: 1, inTime.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private Task Refuse(HttpContext context)
    {
        _metrics.Count(Throttle.RequestsOfAll);
        context.Features.Set(Refusal.ToProtectTheService);
        return EnvelopeJson.WriteError(context, ApiError.Unavailable);
    }
}
