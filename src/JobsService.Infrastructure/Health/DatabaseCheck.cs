using JobsService.Application.Availability;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Health;

/// <summary>Checks the database file for damage, such as a flipped bit in an index. The database remains usable meanwhile.</summary>
public sealed class DatabaseCheck
{
    private readonly IDatabaseEngine _engine;

    private volatile IReadOnlyList<string> _problems = [];

    internal DatabaseCheck(IDatabaseEngine engine) => _engine = engine;

    /// <summary>Whether the service can check the database. SQL Server is checked by its administrator, with DBCC CHECKDB.</summary>
    public bool IsSupported => _engine.CanFindDamage;

    /// <summary>The location of the database for messages, without user and password.</summary>
    public string Location => _engine.Location;

    /// <summary>The problems that the last check found, a line each; empty if there are none or there was no check.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>A message that names the damaged database and the next step.</summary>
    public string Message =>
        $"The database {Location} is damaged. Restore a backup, or copy what is readable with: sqlite3 {Location} .recover | sqlite3 recovered.db";

    /// <summary>Reads the whole database and returns its problems, a line each, at most 20; empty if it is intact.</summary>
    /// <remarks>Blocks the thread. Reads and changes of other connections continue.</remarks>
    /// <exception cref="DatabaseUnavailableException">The database cannot be checked now.</exception>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    public IReadOnlyList<string> FindProblems(CancellationToken cancellationToken)
    {
        try
        {
            return _problems = _engine.FindDamage(cancellationToken);
        }
        catch (Exception exception) when (_engine.DescribeUnavailable(exception) is { } cause)
        {
            throw new DatabaseUnavailableException(cause, exception);
        }
    }
}
