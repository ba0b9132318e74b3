using JobsService.Application.Availability;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Jobs;
using JobsService.Infrastructure.Migrations;

namespace JobsService.Infrastructure.Health;

/// <summary>Checks whether the service's databases are available, migrated and well configured.</summary>
public sealed class DatabaseReadiness
{
    private readonly IReadOnlyList<(StatementExecutor Database, IDatabaseEngine Engine)> _databases;

    /// <param name="engines">The primary database, followed by the read-only ones.</param>
    internal DatabaseReadiness(params IReadOnlyList<IDatabaseEngine> engines) =>
        _databases = [.. engines.Select(engine => (new StatementExecutor(engine), engine))];

    /// <summary>Checks every database of the service.</summary>
    /// <returns>Recommendations for the operator, one sentence each; empty if there are none.</returns>
    /// <exception cref="DatabaseUnavailableException">
    /// A database is unavailable, or lacks a migration of this version; the message names it and the cause, without a secret.
    /// </exception>
    public async Task<IReadOnlyList<string>> Check(CancellationToken cancellationToken)
    {
        List<string> advice = [];
        foreach (var (database, engine) in _databases)
        {
            advice.AddRange(await CheckSchema(database, engine, cancellationToken));
            await database.List(HealthStatements.NoJob, values: null, static _ => true, cancellationToken);
            advice.AddRange(await Advise(database, engine, cancellationToken));
        }

        return [.. advice.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Checks the configuration of the primary database only; a secondary may not be migrated yet.</summary>
    /// <returns>Recommendations for the operator, one sentence each; empty if there are none.</returns>
    /// <exception cref="DatabaseUnavailableException">The primary database is unavailable.</exception>
    public Task<IReadOnlyList<string>> AdviseOnPrimary(CancellationToken cancellationToken) =>
        Advise(_databases[0].Database, _databases[0].Engine, cancellationToken);

    private static async Task<IReadOnlyList<string>> Advise(
        StatementExecutor database,
        IDatabaseEngine engine,
        CancellationToken cancellationToken
    )
    {
        List<string> advice = [];
        foreach (var item in engine.Advice)
        {
            if (!await IsTrue(database, item.IsFollowed, cancellationToken))
            {
                advice.Add(item.Otherwise);
            }
        }

        return advice;
    }

    /// <returns>A sentence for each migration of a newer version, which is normal during an upgrade.</returns>
    private static async Task<IEnumerable<string>> CheckSchema(
        StatementExecutor database,
        IDatabaseEngine engine,
        CancellationToken cancellationToken
    )
    {
        var expected = MigrationScripts.Of(engine.Provider);
        var applied = await database.List(
            HealthStatements.AppliedMigrations,
            values: null,
            row => row.Text(0),
            cancellationToken
        );
        if (expected.Except(applied, StringComparer.Ordinal).FirstOrDefault() is { } missing)
        {
            throw new DatabaseUnavailableException(
                $"The database {engine.Location} is not migrated: it lacks {missing}. Run the \"migrate\" command of this version."
            );
        }

        return applied
            .Except(expected, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(unknown => $"The database {engine.Location} is of a newer version: it has {unknown}.");
    }

    private static async Task<bool> IsTrue(
        StatementExecutor database,
        Statement query,
        CancellationToken cancellationToken
    )
    {
        var answers = await database.List(query, values: null, row => row.Boolean(0), cancellationToken);
        return answers is [true];
    }
}

/// <summary>The statements of the health checks; the same for every database.</summary>
internal static class HealthStatements
{
    /// <summary>The names of the applied migrations, from DbUp's journal.</summary>
    public static readonly Statement AppliedMigrations = new("SELECT ScriptName FROM schema_versions");

    /// <summary>
    /// Finds no job, and needs the same permissions, columns and locks of the table as a list of jobs. It waits for no lock of a row,
    /// so a long change of one job does not make the service unready.
    /// </summary>
    public static readonly Statement NoJob = new($"SELECT {JobTable.Names}\nFROM jobs\nWHERE id = 0")
    {
        NoOrganizationScope = "The id is of no job, and only whether the query succeeds is used.",
    };
}
