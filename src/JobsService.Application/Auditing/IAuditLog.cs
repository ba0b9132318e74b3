using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Auditing;

namespace JobsService.Application.Auditing;

/// <summary>
/// The audit log, by ascending id. It is appended to, and nothing else. What is done is written in the transaction that does
/// it, see <see cref="ApiKeys.IApiKeyRepository"/>; what failed, here.
/// </summary>
/// <remarks>
/// Every method throws <see cref="Availability.DatabaseUnavailableException"/> when the database cannot answer; those that
/// read throw <see cref="OutOfScopeException"/> for a scope of one organization, since the lines are of all of them.
/// </remarks>
public interface IAuditLog
{
    /// <summary>Appends a line.</summary>
    Task Append(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>All lines, read while they are enumerated.</summary>
    IAsyncEnumerable<AuditEntry> Stream(OrganizationScope scope);

    /// <summary>At most so many lines, from an id on, at the same cost at any depth.</summary>
    Task<IReadOnlyList<AuditEntry>> ReadKeysetPage(
        OrganizationScope scope,
        Cursor start,
        int take,
        CancellationToken cancellationToken
    );

    /// <summary>At most so many lines, after a number of others.</summary>
    Task<IReadOnlyList<AuditEntry>> ReadOffsetPage(
        OrganizationScope scope,
        long skip,
        int take,
        CancellationToken cancellationToken
    );

    /// <summary>How many lines there are.</summary>
    Task<long> Count(OrganizationScope scope, CancellationToken cancellationToken);
}
