using JobsService.Application.Scoping;
using JobsService.Domain.Auditing;

namespace JobsService.Application.Auditing;

/// <summary>Makes lines of the audit log about the request that is being handled.</summary>
internal sealed class AuditEntryFactory(ICurrentCaller currentCaller, TimeProvider time)
{
    /// <summary>The line about something that was done, to be stored with it.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="organizationId">The organization whose key it is about.</param>
    /// <param name="apiKeyId">The key.</param>
    /// <param name="detail">What exactly, in words.</param>
    public AuditEntry Done(IAuditedRequest request, long organizationId, long? apiKeyId, string detail) =>
        Entry(CallerOf(request), request, AuditEntry.Done, organizationId, apiKeyId, detail);

    /// <summary>The line about a request that failed.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="outcome">The error code that is answered.</param>
    /// <param name="detail">Why, in words.</param>
    public AuditEntry Failed(IAuditedRequest request, string outcome, string detail)
    {
        var caller = CallerOf(request);
        var organizationId = request.Organizations.IsOwn ? caller.OrganizationId : request.Organizations.OrganizationId;
        return Entry(caller, request, outcome, organizationId, request.ApiKeyId, detail);
    }

    private AuditEntry Entry(
        Caller caller,
        IAuditedRequest request,
        string outcome,
        long? organizationId,
        long? apiKeyId,
        string detail
    ) =>
        new()
        {
            CreatedAt = time.GetUtcNow(),
            RequestId = currentCaller.RequestId,
            ActorOrganizationId = caller.OrganizationId,
            ActorApiKeyId = caller.ApiKeyId,
            Action = request.Action,
            Outcome = outcome,
            OrganizationId = organizationId,
            ApiKeyId = apiKeyId,
            Detail = detail.Length <= AuditEntry.MaxDetailLength ? detail : detail[..AuditEntry.MaxDetailLength],
        };

    private Caller CallerOf(IAuditedRequest request) =>
        currentCaller.Caller ?? throw new UnauthenticatedException(request.GetType());
}
