using System.Threading.RateLimiting;
using JobsService.Api.Envelope;
using JobsService.Api.Observability;
using Microsoft.AspNetCore.Authorization;

namespace JobsService.Api.Limits;

/// <summary>
/// Lets so many requests at the database at once; a few more wait for their turn, the rest are told at once to come back. Probes
/// and the API's document, which need no key, pass by.
/// </summary>
/// <remarks>
/// It stands before authentication, which asks the database too. SQLite works in the thread that asks, so that without a limit
/// many heavy lists would take the threads of everything else.
/// </remarks>
internal sealed class ConcurrencyGate(RequestDelegate next, RateLimitingOptions options, CallerMetrics metrics)
{
    private readonly ConcurrencyLimiter? _limiter =
        options.ConcurrentRequests == 0
            ? null
            : new ConcurrencyLimiter(
                new ConcurrencyLimiterOptions
                {
                    PermitLimit = options.ConcurrentRequests,
                    QueueLimit = options.QueuedRequests,
                    QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                }
            );

    public Task InvokeAsync(HttpContext context) =>
        _limiter is { } limiter && context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null
            ? Enter(limiter, context)
            : next(context);

    private async Task Enter(ConcurrencyLimiter limiter, HttpContext context)
    {
        using var lease = await limiter.AcquireAsync(permitCount: 1, context.RequestAborted);
        if (lease.IsAcquired)
        {
            await next(context);
        }
        else
        {
            metrics.Count(Throttle.RequestsOfAll);
            await EnvelopeJson.WriteError(context, ApiError.Unavailable);
        }
    }
}
