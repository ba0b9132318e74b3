using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Auditing;

namespace JobsService.Application.Auditing;

/// <summary>
/// The audit log, ordered by ascending id. Entries are only appended. The entry of a successful change is written in the
/// transaction of the change, see <see cref="ApiKeys.IApiKeyRepository"/>; the entry of a failure is appended here.
/// </summary>
/// <remarks>
/// Every method throws <see cref="Availability.DatabaseUnavailableException"/> if the database is unavailable. The read methods
/// throw <see cref="OutOfScopeException"/> for a scope of one organization, because the log contains entries of all
/// organizations.
/// </remarks>
public interface IAuditLog
{
    /// <summary>Appends an entry.</summary>
    Task Append(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Returns the entries in a window. Rows are streamed.</summary>
    IAsyncEnumerable<AuditEntry> Read(OrganizationScope scope, Window window);

    /// <summary>Returns the number of entries.</summary>
    Task<long> Count(OrganizationScope scope, CancellationToken cancellationToken);
}
