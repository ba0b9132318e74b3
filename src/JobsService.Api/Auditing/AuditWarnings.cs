using JobsService.Application.Auditing;

namespace JobsService.Api.Auditing;

/// <summary>Writes warnings about the audit log to the service's log.</summary>
internal sealed partial class AuditWarnings(ILogger<AuditWarnings> logger) : IAuditWarnings
{
    /// <inheritdoc/>
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Key {ApiKeyId} failed to change keys more than {FailuresPerHour} times within an hour; its further failures in this hour are not recorded in the audit log"
    )]
    public partial void FailureLimitExceeded(long apiKeyId, int failuresPerHour);
}
