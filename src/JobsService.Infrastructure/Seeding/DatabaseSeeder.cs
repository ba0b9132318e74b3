using System.Data.Common;
using Dapper;
using JobsService.Application.Availability;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.Seeding;

/// <summary>Fills an empty database with made-up organizations and jobs, to try and to measure with.</summary>
public sealed class DatabaseSeeder
{
    private readonly Database _database;
    private readonly ISqlEngine _engine;
    private readonly IJobWriter _writer;
    private readonly TimeProvider _time;

    internal DatabaseSeeder(Database database, ISqlEngine engine, IJobWriter writer, TimeProvider time)
    {
        _database = database;
        _engine = engine;
        _writer = writer;
        _time = time;
    }

    /// <summary>Writes organizations 1 to a number, and the jobs of <see cref="JobGenerator"/>.</summary>
    /// <param name="organizations">How many organizations; those that exist already stay as they are.</param>
    /// <param name="jobs">How many jobs.</param>
    /// <param name="seed">The same numbers give the same jobs, another seed gives others.</param>
    /// <param name="progress">Told from time to time how many jobs have been written.</param>
    /// <param name="cancellationToken">Stops; what was written so far stays.</param>
    /// <exception cref="DatabaseNotEmptyException">The database holds jobs; nothing was written.</exception>
    /// <exception cref="DatabaseUnavailableException">The database cannot answer.</exception>
    public Task Seed(
        int organizations,
        long jobs,
        int seed,
        IProgress<long> progress,
        CancellationToken cancellationToken
    ) => Write(organizations, new JobGenerator(organizations, seed).Generate(jobs), progress, cancellationToken);

    /// <summary>Writes organizations 1 to a number, and jobs of theirs.</summary>
    /// <inheritdoc cref="Seed"/>
    internal async Task Write(
        int organizations,
        IEnumerable<Job> jobs,
        IProgress<long> progress,
        CancellationToken cancellationToken
    )
    {
        if (!await IsEmpty(cancellationToken))
        {
            throw new DatabaseNotEmptyException();
        }

        await _database.Transact(
            transaction => WriteOrganizations(transaction, organizations, cancellationToken),
            cancellationToken
        );
        await _database.Connect(
            connection => _writer.Write(connection, jobs, progress, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Whether there is no job.</summary>
    internal async Task<bool> IsEmpty(CancellationToken cancellationToken)
    {
        const string AnyJob = "SELECT CASE WHEN EXISTS (SELECT 1 FROM jobs) THEN 1 ELSE 0 END";
        var anyJob = await _database.List(AnyJob, parameters: null, row => row.GetInt32(0), cancellationToken);
        return anyJob.Single() == 0;
    }

    private async Task<int> WriteOrganizations(
        DbTransaction transaction,
        int organizations,
        CancellationToken cancellationToken
    )
    {
        const string InsertMissing = """
            INSERT INTO organizations (id, name, active, created_at)
            SELECT @id, @name, @active, @createdAt
            WHERE NOT EXISTS (SELECT 1 FROM organizations WHERE id = @id)
            """;
        var createdAt = _engine.ToColumn(_time.GetUtcNow());
        var rows = Enumerable
            .Range(1, organizations)
            .Select(id => new
            {
                id = (long)id,
                name = OrganizationNames.Of(id),
                active = true,
                createdAt,
            });
        var command = new CommandDefinition(InsertMissing, rows, transaction, cancellationToken: cancellationToken);
        return await transaction.Connection!.ExecuteAsync(command);
    }
}
