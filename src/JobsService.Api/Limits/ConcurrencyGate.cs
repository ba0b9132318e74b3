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
    private readonly TurnQueue _turns;
    private readonly AskingRate _rate;
    private readonly Overload _overload;

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
        (_next, _rate, _overload, _metrics) = (next, rate, overload, metrics);
        _places =
            options.ConcurrentRequests == 0
                ? null
                : new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = options.ConcurrentRequests });
        var atWork = options.RequestsAtWork > 0 ? options.RequestsAtWork : capacity.RequestsAtOnce;
        _turns = new TurnQueue(atWork, Math.Max(1, atWork / ShareOfSeldom), options.QueuedRequests, time);
    }

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null ? Enter(context) : _next(context);

    public void Dispose() => _places?.Dispose();

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

        if (await TakeTurn(asksSeldom, admission, context.RequestAborted) is not { } turn)
        {
            await Refuse(context);
            return;
        }

        try
        {
            context.Features.Set(turn);
            await _next(context);
        }
        finally
        {
            turn.End();
        }

        if (context.User.Identity is { IsAuthenticated: true })
        {
            _rate.Know(credentials);
        }
    }

    /// <returns>The turn; null when there is none to be had in time.</returns>
    private async ValueTask<Turn?> TakeTurn(bool asksSeldom, Admission admission, CancellationToken cancellationToken)
    {
        // While too much is asked, who asks often may work when a turn is free, and not wait for one.
        var mayWait = asksSeldom || admission == Admission.Free;
        var hasTurn = mayWait
            ? await _turns.Take(asksSeldom, LongestWait, cancellationToken)
            : _turns.TryTake(asksSeldom);
        return hasTurn ? new Turn(_turns, asksSeldom) : null;
    }

    private Task Refuse(HttpContext context)
    {
        _metrics.Count(Throttle.RequestsOfAll);
        context.Features.Set(Refusal.ToProtectTheService);
        return EnvelopeJson.WriteError(context, ApiError.Unavailable);
    }
}
