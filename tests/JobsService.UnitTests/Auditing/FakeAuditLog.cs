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

    public IAsyncEnumerable<AuditEntry> Stream(OrganizationScope scope) => Entries.ToAsyncEnumerable();

    public Task<IReadOnlyList<AuditEntry>> ReadKeysetPage(
        OrganizationScope scope,
        Cursor start,
        int take,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<IReadOnlyList<AuditEntry>> ReadOffsetPage(
        OrganizationScope scope,
        long skip,
        int take,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<long> Count(OrganizationScope scope, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
