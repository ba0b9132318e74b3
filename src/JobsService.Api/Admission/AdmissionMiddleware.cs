using JobsService.Api.Authentication;
using JobsService.Api.Responses;
using JobsService.Api.Telemetry;
using JobsService.Application.Authentication;

namespace JobsService.Api.Admission;

/// <summary>
/// Admission control: an authenticated request gets a permit to use the database, waits in its organization's queue for one, or
/// is answered with 503 and <c>Retry-After</c>. Changes have permits of their own, so that reads continue while changes wait for a
/// database lock. Requests without a key, such as probes and the API document, pass. See ADR 0012.
/// </summary>
internal sealed class AdmissionMiddleware(
    RequestDelegate next,
    FairQueueLimiter reads,
    [FromKeyedServices(AdmissionServices.Changes)] FairQueueLimiter changes,
    StreamLimiter streams,
    ListenerLimiter listeners,
    ValidApiKeys validKeys,
    CallerMetrics metrics,
    TimeProvider time
)
{
    public Task InvokeAsync(HttpContext context, RequestCaller requestCaller) =>
        requestCaller.Caller is { } caller ? Admit(context, caller.OrganizationId, requestCaller) : next(context);

    private async Task Admit(HttpContext context, long organizationId, RequestCaller caller)
    {
        var limiter = HttpMethods.IsGet(context.Request.Method) ? reads : changes;
        var permit = await limiter.AcquireAsync(organizationId, permitCount: 1, context.RequestAborted);
        if (!permit.IsAcquired)
        {
            metrics.Count(RejectionReason.Overload);
            context.Features.Set(LoadSheddingFeature.Instance);
            await EnvelopeJson.WriteError(context, ApiError.Unavailable);
            return;
        }

        using var admitted = new AdmittedRequest(
            context,
            organizationId,
            caller,
            validKeys,
            permit,
            streams,
            listeners,
            time
        );
        context.Features.Set<IStreamingRequest>(admitted);
        caller.Admission = admitted;
        await next(context);
    }
}
