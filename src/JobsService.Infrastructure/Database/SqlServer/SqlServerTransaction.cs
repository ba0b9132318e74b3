using System.Data.Common;

namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>A SQL Server transaction, which wraps the driver's transaction.</summary>
/// <remarks>
/// The driver begins, commits and rolls back synchronously. Each runs on a thread of its own, because a server that does not respond
/// would otherwise block threads of the pool, which all requests need.
/// </remarks>
internal sealed class SqlServerTransaction(DbTransaction transaction) : IEngineTransaction
{
    public DbTransaction DriverTransaction { get; } = transaction;

    /// <summary>Begins a transaction.</summary>
    /// <param name="connection">An open connection without a transaction.</param>
    public static Task<IEngineTransaction> Begin(DbConnection connection) =>
        OnOwnThread<IEngineTransaction>(() => new SqlServerTransaction(connection.BeginTransaction()));

    public Task Commit() =>
        OnOwnThread(() =>
        {
            DriverTransaction.Commit();
            return true;
        });

    public ValueTask DisposeAsync()
    {
        // Nothing is sent for a transaction that has ended.
        if (DriverTransaction.Connection is null)
        {
            return DriverTransaction.DisposeAsync();
        }

        return new ValueTask(
            OnOwnThread(() =>
            {
                DriverTransaction.Dispose();
                return true;
            })
        );
    }

    private static Task<T> OnOwnThread<T>(Func<T> step) =>
        Task.Factory.StartNew(
            step,
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default
        );
}
