using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Support;
using JobsService.Application.Availability;
using Microsoft.Data.SqlClient;

namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>Runs the migration scripts while the service handles requests.</summary>
/// <remarks>
/// A change of a table waits for every query of the table to end, such as the list of a slow client, and later queries wait behind the
/// change. So each statement of a script waits for a lock for one second, which is less than the timeout of requests. Then the script
/// is tried again after a pause, from its beginning or, if it builds indexes online, from the first missing index.
/// </remarks>
/// <param name="connectionString">A connection string of <see cref="SqlServerConnectionString.ForMigrations"/>.</param>
/// <param name="location">The location of the database, for messages.</param>
internal sealed class SqlServerMigration(string connectionString, string location)
{
    // About ten minutes, with the pause and a wait of a second for a lock.
    private const int Tries = 100;

    private const int DeadlockVictim = 1205;
    private const int LockTimeout = 1222;

    /// <summary>The time between two tries, in which the requests that waited are handled.</summary>
    public required TimeSpan Pause { get; init; }

    /// <summary>Runs the missing scripts.</summary>
    /// <param name="configure">Adds the scripts to the DbUp builder of the database.</param>
    /// <param name="buildsIndexesOnline">Whether the edition of the server has online index builds.</param>
    /// <exception cref="DatabaseUnavailableException">A lock was not granted in any try.</exception>
    public DatabaseUpgradeResult Run(Func<UpgradeEngineBuilder, UpgradeEngine> configure, bool buildsIndexesOnline)
    {
        List<SqlScript> applied = [];
        foreach (var script in configure(Builder()).GetScriptsToExecute())
        {
            var result = RunWhenUnlocked(script, configure, buildsIndexesOnline);
            if (!result.Successful)
            {
                return new DatabaseUpgradeResult(applied, successful: false, result.Error, result.ErrorScript);
            }

            applied.Add(script);
        }

        return new DatabaseUpgradeResult(applied, successful: true, error: null, errorScript: null);
    }

    private DatabaseUpgradeResult RunWhenUnlocked(
        SqlScript script,
        Func<UpgradeEngineBuilder, UpgradeEngine> configure,
        bool buildsIndexesOnline
    )
    {
        for (var number = 1; ; number++)
        {
            var result = configure(
                    InTransactionsOf(script, Builder())
                        .WithFilter(new OneScript(script.Name))
                        .WithPreprocessor(new SqlServerScript(buildsIndexesOnline))
                )
                .PerformUpgrade();
            if (result.Error is not SqlException { Number: LockTimeout or DeadlockVictim })
            {
                return result;
            }

            if (number == Tries)
            {
                throw new DatabaseUnavailableException(
                    $"The database {location} is in use: {script.Name} did not get a lock {Tries} times. Long lists or "
                        + "other programs hold it; sys.dm_tran_locks names their sessions. Run the migration again.",
                    result.Error
                );
            }

            // DbUp is synchronous.
            Task.Delay(Pause, TimeProvider.System).GetAwaiter().GetResult();
        }
    }

    private UpgradeEngineBuilder Builder() =>
        DeployChanges.To.SqlDatabase(connectionString).JournalToSqlTable("dbo", "schema_versions");

    // A transaction would keep the locks of each index until the last one is built. Such a script builds the missing indexes only.
    private static UpgradeEngineBuilder InTransactionsOf(SqlScript script, UpgradeEngineBuilder builder) =>
        script.Contents.Contains(SqlServerScript.Online, StringComparison.Ordinal)
            ? builder.WithoutTransaction()
            : builder.WithTransactionPerScript();

    /// <summary>Selects one script.</summary>
    private sealed class OneScript(string name) : IScriptFilter
    {
        public IEnumerable<SqlScript> Filter(
            IEnumerable<SqlScript> sorted,
            HashSet<string> executedScriptNames,
            ScriptNameComparer comparer
        ) => sorted.Where(script => script.Name == name);
    }
}

/// <summary>Adapts a migration script to the server.</summary>
internal sealed class SqlServerScript(bool buildsIndexesOnline) : IScriptPreprocessor
{
    /// <summary>
    /// The option of index builds in the scripts. Writers of the table wait only at the beginning and at the end of such a build, and not
    /// behind the build's own wait for a lock, which fails after a minute.
    /// </summary>
    public const string Online =
        "ONLINE = ON (WAIT_AT_LOW_PRIORITY (MAX_DURATION = 1 MINUTES, ABORT_AFTER_WAIT = SELF))";

    public string Process(string contents) =>
        $"{SqlServerStatements.LimitLockWaits.Text}\nGO\n"
        + (buildsIndexesOnline ? contents : contents.Replace(Online, "ONLINE = OFF", StringComparison.Ordinal));
}
