using System.Data.Common;

namespace JobsService.Infrastructure.Database;

/// <summary>A transaction that has begun on a connection. Disposing it rolls back what was not committed.</summary>
internal interface IEngineTransaction : IAsyncDisposable
{
    /// <summary>The transaction to set on the driver's commands; null when the driver needs none.</summary>
    DbTransaction? DriverTransaction { get; }

    /// <summary>Commits the transaction.</summary>
    /// <exception cref="DbException">The commit failed.</exception>
    Task Commit(CancellationToken cancellationToken);
}
