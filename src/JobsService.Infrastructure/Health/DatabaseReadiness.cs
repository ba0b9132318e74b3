using JobsService.Application.Availability;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Migrations;

namespace JobsService.Infrastructure.Health;

/// <summary>Tells whether the service's databases can serve this build, and what their operator should change.</summary>
public sealed class DatabaseReadiness
{
    private readonly IReadOnlyList<(StatementExecutor Database, IDatabaseEngine Engine)> _databases;

    /// <param name="engines">The database that is written first, then those that are only read.</param>
    internal DatabaseReadiness(params IReadOnlyList<IDatabaseEngine> engines) =>
        _databases = [.. engines.Select(engine => (new StatementExecutor(engine), engine))];

    /// <summary>Asks every database that the service reads from.</summary>
    /// <returns>What should be changed although the service works without it, a sentence each; nothing when all is well.</returns>
    /// <exception cref="DatabaseUnavailableException">
    /// A database cannot answer, or lacks a migration of this build; the message says which and why, without a secret.
    /// </exception>
    public async Task<IReadOnlyList<string>> Check(CancellationToken cancellationToken)
    {
        List<string> advice = [];
        foreach (var (database, engine) in _databases)
        {
            advice.AddRange(await CheckSchema(database, engine, cancellationToken));
            advice.AddRange(await Advise(database, engine, cancellationToken));
        }

        return [.. advice.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Asks the database that is migrated and written; a secondary may still be behind.</summary>
    /// <returns>What should be changed there, a sentence each; nothing when all is well.</returns>
    /// <exception cref="DatabaseUnavailableException">It cannot answer.</exception>
    public Task<IReadOnlyList<string>> AdviseOnPrimary(CancellationToken cancellationToken) =>
        Advise(_databases[0].Database, _databases[0].Engine, cancellationToken);

    private static async Task<IReadOnlyList<string>> Advise(
        StatementExecutor database,
        IDatabaseEngine engine,
        CancellationToken cancellationToken
    )
    {
        List<string> advice = [];
        foreach (var wanted in engine.Advice)
        {
            if (!await IsTrue(database, wanted.IsFollowed, cancellationToken))
            {
                advice.Add(wanted.Otherwise);
            }
        }

        return advice;
    }

    /// <returns>That the database is ahead, if it is: in the middle of an upgrade it is, and this build can live with it.</returns>
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
                $"The database {engine.Location} is not migrated: it lacks {missing}."
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
