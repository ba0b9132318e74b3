using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Auditing;

namespace JobsService.Application.Auditing;

/// <summary>
/// The audit log, by ascending id. Entries are appended, and never changed. The entry about a change is written in the
/// transaction of the change, see <see cref="ApiKeys.IApiKeyRepository"/>; the entry about a failure is appended here.
/// </summary>
/// <remarks>
/// Every method throws <see cref="Availability.DatabaseUnavailableException"/> when the database cannot answer; those that
/// read throw <see cref="OutOfScopeException"/> for a scope of one organization, since the entries are of all of them.
/// </remarks>
public interface IAuditLog
{
    /// <summary>Appends an entry.</summary>
    Task Append(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>The entries, or a part of them, read while they are enumerated.</summary>
    IAsyncEnumerable<AuditEntry> Read(OrganizationScope scope, Window window);

    /// <summary>The number of entries.</summary>
    Task<long> Count(OrganizationScope scope, CancellationToken cancellationToken);
}
