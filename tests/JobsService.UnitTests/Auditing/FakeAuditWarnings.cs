using JobsService.Application.Auditing;

namespace JobsService.UnitTests.Auditing;

/// <summary>Warnings about the audit log, in memory.</summary>
internal sealed class FakeAuditWarnings : IAuditWarnings
{
    public List<(long ApiKeyId, int FailuresPerHour)> Warnings { get; } = [];

    public void FailureLimitExceeded(long organizationId, int failuresPerHour) =>
        Warnings.Add((organizationId, failuresPerHour));
}
