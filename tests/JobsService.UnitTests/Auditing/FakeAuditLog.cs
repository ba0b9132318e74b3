using JobsService.Application.Auditing;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Auditing;

namespace JobsService.UnitTests.Auditing;

/// <summary>An audit log in memory.</summary>
internal sealed class FakeAuditLog : IAuditLog
{
    public List<AuditEntry> Entries { get; } = [];

    public Task Append(AuditEntry entry, CancellationToken cancellationToken)
    {
        Entries.Add(entry);
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<AuditEntry> Read(OrganizationScope scope, Window window) => Entries.ToAsyncEnumerable();

    public Task<long> Count(OrganizationScope scope, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
