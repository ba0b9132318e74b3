using System.Data.Common;

namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>A transaction of SQL Server, which the driver begins and ends.</summary>
internal sealed class SqlServerTransaction(DbTransaction transaction) : IEngineTransaction
{
    public DbTransaction DriverTransaction { get; } = transaction;

    public Task Commit(CancellationToken cancellationToken) => DriverTransaction.CommitAsync(cancellationToken);

    public ValueTask DisposeAsync() => DriverTransaction.DisposeAsync();
}
