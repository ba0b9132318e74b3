using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using JobsService.Application.Availability;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Migrations;

/// <summary>Brings a database to the schema of this build.</summary>
public sealed class DatabaseMigrator
{
    // A command has one chance, so it waits longer than other processes need for their migrations.
    private static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromSeconds(30);

    private readonly IDatabaseEngine _engine;

    internal DatabaseMigrator(IDatabaseEngine engine) => _engine = engine;

    /// <summary>
    /// Whether the service migrates the database itself when it starts: SQLite, which nobody else looks after. SQL Server is
    /// migrated only when somebody asks for it.
    /// </summary>
    public bool MigratesAtStart => _engine.MigratesAtStart;

    /// <summary>Where the database is, for the log: no user, no password.</summary>
    public string Location => _engine.Location;

    /// <summary>
    /// Runs the scripts that the database has not seen, in their order; one that fails leaves nothing behind. SQLite's file is
    /// made when it is missing; SQL Server's database is not.
    /// </summary>
    /// <param name="lockTimeout">How long SQLite waits for a lock that another process holds; 30 seconds if null.</param>
    /// <returns>The names of the scripts that ran; none when the schema was up to date.</returns>
    /// <exception cref="MigrationFailedException">A script does not run on this database.</exception>
    /// <exception cref="DatabaseUnavailableException">The database cannot be reached.</exception>
    public IReadOnlyList<string> Migrate(TimeSpan? lockTimeout = null)
    {
        try
        {
            var result = _engine.Migrate(Configure, lockTimeout ?? DefaultLockTimeout);
            if (result.Successful)
            {
                return [.. result.Scripts.Select(script => script.Name)];
            }

            // Without a script it failed before the first one.
            throw _engine.DescribeUnavailable(result.Error) is null && result.ErrorScript is { } script
                ? new MigrationFailedException(script.Name, result.Error)
                : result.Error;
        }
        catch (Exception exception) when (_engine.DescribeUnavailable(exception) is { } cause)
        {
            throw new DatabaseUnavailableException(cause, exception);
        }
    }

    private UpgradeEngine Configure(UpgradeEngineBuilder database) =>
        database
            .WithScriptsEmbeddedInAssembly(
                typeof(DatabaseMigrator).Assembly,
                name => MigrationScripts.IsFor(_engine.Provider, name)
            )
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build();
}
