using JobsService.Application.Availability;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Seeding;

/// <summary>Fills a database with generated organizations and jobs, for trials and benchmarks.</summary>
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

    /// <summary>
    /// Inserts organizations with ascending ids from 1, and the jobs of <see cref="JobGenerator"/>, in one transaction.
    /// </summary>
    /// <param name="organizations">The number of organizations; existing ones are not changed.</param>
    /// <param name="jobs">The number of jobs.</param>
    /// <param name="seed">The seed of the generator. Equal arguments give equal jobs.</param>
    /// <param name="progress">Receives the number of inserted jobs from time to time.</param>
    /// <param name="cancellationToken">Cancels the transaction and rolls it back.</param>
    /// <exception cref="DatabaseNotEmptyException">The database contains jobs; nothing was written.</exception>
    /// <exception cref="DatabaseUnavailableException">
    /// The database is unavailable; see <see cref="StatementExecutor.InTransaction{T}"/>.
    /// </exception>
    public async Task Seed(
        int organizations,
        long jobs,
        int seed,
        IProgress<long> progress,
        CancellationToken cancellationToken
    )
    {
        var generated = new JobGenerator(organizations, seed).Generate(jobs);
        var wasEmpty = await WriteUnless(
            SeedingStatements.AnyJob,
            transaction => Write(transaction, organizations, generated, progress, cancellationToken),
            cancellationToken
        );
        if (!wasEmpty)
        {
            throw new DatabaseNotEmptyException();
        }
    }

    /// <summary>Checks for existing data and, if there is none, writes, in one transaction.</summary>
    /// <param name="exists">A query that returns 1 if data exists, otherwise 0.</param>
    /// <param name="write">Writes the data.</param>
    /// <param name="cancellationToken">Cancels the transaction and rolls it back.</param>
    /// <returns>Whether the data was written.</returns>
    /// <exception cref="DatabaseUnavailableException">
    /// The database is unavailable; see <see cref="StatementExecutor.InTransaction{T}"/>.
    /// </exception>
    internal Task<bool> WriteUnless(
        Statement exists,
        Func<DatabaseTransaction, Task> write,
        CancellationToken cancellationToken
    ) =>
        _database.InTransaction(
            async transaction =>
            {
                if (await transaction.Scalar<int>(exists, values: null, cancellationToken) == 1)
                {
                    return false;
                }

                await write(transaction);
                return true;
            },
            cancellationToken
        );

    /// <summary>Inserts organizations with ascending ids from 1, and jobs.</summary>
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

/// <summary>The database to seed contains jobs.</summary>
public sealed class DatabaseNotEmptyException()
    : InvalidOperationException(
        "The database already contains jobs; only a database without jobs can be seeded. Use another database."
    );
