using System.Data.Common;

namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>A SQL Server transaction, which wraps the driver's transaction.</summary>
internal sealed class SqlServerTransaction(DbTransaction transaction) : IEngineTransaction
{
    public DbTransaction DriverTransaction { get; } = transaction;

    public Task Commit(CancellationToken cancellationToken) => DriverTransaction.CommitAsync(cancellationToken);

    public ValueTask DisposeAsync() => DriverTransaction.DisposeAsync();
}
