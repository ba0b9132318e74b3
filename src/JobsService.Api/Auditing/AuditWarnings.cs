using JobsService.Application.Auditing;

namespace JobsService.Api.Auditing;

/// <summary>Writes warnings about the audit log to the service's log.</summary>
internal sealed partial class AuditWarnings(ILogger<AuditWarnings> logger) : IAuditWarnings
{
    /// <inheritdoc/>
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The keys of organization {OrganizationId} failed to change keys more than {FailuresPerHour} times within an hour; further "
            + "failures of the organization in this hour are not recorded in the audit log"
    )]
    public partial void FailureLimitExceeded(long organizationId, int failuresPerHour);
}
