using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using JobsService.Application.Availability;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Migrations;

/// <summary>Migrates a database to the schema of this version.</summary>
public sealed class DatabaseMigrator
{
    // The "migrate" command is not retried, so it waits longer than the migration of another process takes.
    private static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromSeconds(30);

    private readonly IDatabaseEngine _engine;

    internal DatabaseMigrator(IDatabaseEngine engine) => _engine = engine;

    /// <summary>
    /// Whether the service migrates the database on startup. True for SQLite; SQL Server is migrated by the <c>migrate</c> command
    /// only.
    /// </summary>
    public bool MigratesAtStart => _engine.MigratesAtStart;

    /// <summary>Whether the file of an embedded database exists; always true for SQL Server.</summary>
    public bool FileExists => !_engine.MigratesAtStart || File.Exists(_engine.Location);

    /// <summary>The location of the database for messages, without user and password.</summary>
    public string Location => _engine.Location;

    /// <summary>
    /// Runs the pending migrations in order. A failed one is rolled back, or, if it builds indexes online, continued by the next run.
    /// Creates a missing SQLite file, but not a missing SQL Server database.
    /// </summary>
    /// <param name="lockTimeout">How long to wait for a lock of another process (SQLite only); 30 seconds if null.</param>
    /// <returns>The names of the applied scripts; empty if the schema was up to date.</returns>
    /// <exception cref="MigrationFailedException">A script failed.</exception>
    /// <exception cref="DatabaseUnavailableException">The database is unavailable.</exception>
    public IReadOnlyList<string> Migrate(TimeSpan? lockTimeout = null)
    {
        try
        {
            var result = _engine.Migrate(Configure, lockTimeout ?? DefaultLockTimeout);
            if (result.Successful)
            {
                return [.. result.Scripts.Select(script => script.Name)];
            }

            // Without a failed script, the error occurred before the first script.
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

/// <summary>A migration script failed.</summary>
/// <param name="script">The name of the script.</param>
/// <param name="innerException">The exception of the driver.</param>
public sealed class MigrationFailedException(string script, Exception innerException)
    : Exception(
        $"The migration {script} failed: {innerException.Message} Correct the cause and run the migration again.",
        innerException
    );

/// <summary>The migrations of this version, which are embedded resources named <c>PROVIDER/SCRIPT.sql</c>.</summary>
internal static class MigrationScripts
{
    /// <summary>Returns the names of a provider's migrations, in order of execution.</summary>
    public static IReadOnlyList<string> Of(DatabaseProvider provider) =>
        [
            .. typeof(MigrationScripts)
                .Assembly.GetManifestResourceNames()
                .Where(name => IsFor(provider, name))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Whether a resource is a migration of the given provider.</summary>
    public static bool IsFor(DatabaseProvider provider, string name) =>
        name.StartsWith($"{provider}/", StringComparison.Ordinal);
}
