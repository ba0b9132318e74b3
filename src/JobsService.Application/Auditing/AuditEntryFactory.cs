using JobsService.Application.Scoping;
using JobsService.Domain.Auditing;

namespace JobsService.Application.Auditing;

/// <summary>Creates audit log entries for the current request.</summary>
internal sealed class AuditEntryFactory(ICurrentCaller currentCaller, TimeProvider time)
{
    /// <summary>Creates the entry for a completed action, to be stored in the same transaction.</summary>
    /// <param name="request">The request.</param>
    /// <param name="organizationId">The organization of the affected key.</param>
    /// <param name="apiKeyId">The affected key.</param>
    /// <param name="detail">A description of the action.</param>
    public AuditEntry Done(IAuditedRequest request, long organizationId, long? apiKeyId, string detail) =>
        Entry(CallerOf(request), request, AuditEntry.Done, organizationId, apiKeyId, detail);

    /// <summary>Creates the entry for a failed request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="outcome">The error code of the response.</param>
    /// <param name="detail">A description of the failure.</param>
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
