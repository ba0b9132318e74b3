using JobsService.Application.Availability;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Seeding;

/// <summary>Fills an empty database with made-up organizations and jobs, to try and to measure with.</summary>
public sealed class DatabaseSeeder
{
    private readonly StatementExecutor _database;
    private readonly JobWriter _writer;
    private readonly TimeProvider _time;

    internal DatabaseSeeder(StatementExecutor database, JobWriter writer, TimeProvider time)
    {
        _database = database;
        _writer = writer;
        _time = time;
    }

    /// <summary>Writes organizations 1 to a number, and the jobs of <see cref="JobGenerator"/>.</summary>
    /// <param name="organizations">How many organizations; those that exist already stay as they are.</param>
    /// <param name="jobs">How many jobs.</param>
    /// <param name="seed">The same numbers give the same jobs, another seed gives others.</param>
    /// <param name="progress">Told from time to time how many jobs have been written.</param>
    /// <param name="cancellationToken">Stops; nothing was written.</param>
    /// <exception cref="DatabaseNotEmptyException">The database holds jobs; nothing was written.</exception>
    /// <exception cref="DatabaseUnavailableException">As of <see cref="StatementExecutor.InTransaction{T}"/>.</exception>
    public async Task Seed(
        int organizations,
        long jobs,
        int seed,
        IProgress<long> progress,
        CancellationToken cancellationToken
    )
    {
        var generated = new JobGenerator(organizations, seed).Generate(jobs);
        var wasEmpty = await FillUnless(
            SeedingStatements.AnyJob,
            transaction => Write(transaction, organizations, generated, progress, cancellationToken),
            cancellationToken
        );
        if (!wasEmpty)
        {
            throw new DatabaseNotEmptyException();
        }
    }

    /// <summary>Does some writing in one transaction, all of it or nothing, unless there is something already.</summary>
    /// <param name="anything">A query that returns 1 when there is, and 0 when there is not.</param>
    /// <param name="write">The writing.</param>
    /// <param name="cancellationToken">Stops; nothing was written.</param>
    /// <returns>Whether there was nothing.</returns>
    /// <exception cref="DatabaseUnavailableException">As of <see cref="StatementExecutor.InTransaction{T}"/>.</exception>
    internal Task<bool> FillUnless(
        Statement anything,
        Func<DatabaseTransaction, Task> write,
        CancellationToken cancellationToken
    ) =>
        _database.InTransaction(
            async transaction =>
            {
                if (await transaction.Scalar<int>(anything, values: null, cancellationToken) == 1)
                {
                    return false;
                }

                await write(transaction);
                return true;
            },
            cancellationToken
        );

    /// <summary>Writes organizations 1 to a number, and jobs of theirs.</summary>
    internal async Task Write(
        DatabaseTransaction transaction,
        int organizations,
        IEnumerable<Job> jobs,
        IProgress<long> progress,
        CancellationToken cancellationToken
    )
    {
        await WriteOrganizations(transaction, organizations, cancellationToken);
        await _writer.Write(transaction, jobs, progress, cancellationToken);
    }

    private async Task WriteOrganizations(
        DatabaseTransaction transaction,
        int organizations,
        CancellationToken cancellationToken
    )
    {
        foreach (var id in Enumerable.Range(1, organizations))
        {
            var columns = new StatementValues
            {
                ["id"] = (long)id,
                ["name"] = OrganizationNames.Of(id),
                ["active"] = true,
                ["createdAt"] = _time.GetUtcNow(),
            };
            await transaction.Execute(SeedingStatements.InsertMissingOrganization, columns, cancellationToken);
        }
    }
}
