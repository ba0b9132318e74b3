using JobsService.Application.RateLimiting;

namespace JobsService.Application.Auditing;

/// <summary>
/// Limits how many failures of one organization's keys are recorded in the audit log, because entries cannot be deleted and a
/// failure costs a caller nothing. Completed changes are always recorded.
/// </summary>
/// <remarks>At most 10,000 organizations are counted in an hour; failures of further ones are recorded without a limit.</remarks>
public sealed class AuditedFailureLimit(IAuditWarnings warnings, TimeProvider time)
{
    /// <summary>The maximum number of recorded failures per organization and hour.</summary>
    public const int FailuresPerHour = 500;

    private const int Capacity = 10_000;

    private readonly FixedWindowCounter<long> _failures = new(TimeSpan.FromHours(1), Capacity, time);

    /// <summary>Counts a failure. The first one beyond the limit is reported as a warning.</summary>
    /// <returns>Whether the failure is to be recorded.</returns>
    public bool Allows(long organizationId)
    {
        var count = _failures.Add(organizationId).Count;
        if (count == FailuresPerHour + 1)
        {
            warnings.FailureLimitExceeded(organizationId, FailuresPerHour);
        }

        return count <= FailuresPerHour;
    }
}

/// <summary>Warns the operator about the audit log.</summary>
public interface IAuditWarnings
{
    /// <summary>Further failures of an organization's keys are not recorded in this hour.</summary>
    void FailureLimitExceeded(long organizationId, int failuresPerHour);
}
