using JobsService.Application.ApiKeys;
using JobsService.Application.Availability;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Jobs;

namespace JobsService.Infrastructure.Seeding;

/// <summary>
/// Demonstration data for Development: three organizations, jobs in every state including the example job of the published API,
/// and the published API keys.
/// </summary>
public sealed class DemoDatabase
{
    private const int Organizations = 3;
    private const int Jobs = 60;
    private const int Seed = 2014;

    // Longer than any generated job takes, so that no job ended in the future.
    private static readonly TimeSpan NewestAge = TimeSpan.FromHours(12);

    // So that there are jobs of the calendar week before, whatever weekday today is.
    private static readonly TimeSpan Period = TimeSpan.FromDays(12);

    private readonly StatementExecutor _database;
    private readonly DatabaseSeeder _seeder;
    private readonly JobWriter _writer;
    private readonly TimeProvider _time;
    private readonly DemoSimulation _simulation = new(new Random(Seed));

    internal DemoDatabase(StatementExecutor database, DatabaseSeeder seeder, JobWriter writer, TimeProvider time)
    {
        _database = database;
        _seeder = seeder;
        _writer = writer;
        _time = time;
    }

    /// <summary>The job in the example response of the published API.</summary>
    internal static Job ExampleJob { get; } =
        new()
        {
            Id = 1,
            OrganizationId = PublishedKey.Example.OrganizationId,
            JobType = JobType.SubscriberImport,
            Name = "50-subscribers.csv",
            State = "scheduled",
            Paused = false,
            ProgressValue = 0,
            MailingListId = 12,
            BeginsAt = new DateTimeOffset(2014, 7, 3, 13, 37, 0, TimeSpan.Zero),
            CreatedAt = new DateTimeOffset(2014, 7, 3, 13, 37, 33, TimeSpan.Zero),
            UpdatedAt = new DateTimeOffset(2014, 7, 3, 13, 37, 39, TimeSpan.Zero),
        };

    /// <summary>
    /// Inserts the demonstration data if the database has no organizations. A database with an organization is in use and must
    /// not get a publicly known key.
    /// </summary>
    /// <returns>Whether the data was inserted.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is unavailable.</exception>
    public Task<bool> FillIfEmpty(CancellationToken cancellationToken)
    {
        var now = Now();
        var withoutWorker = DemoSimulation.JobsWithoutWorker(now);
        var others = new JobGenerator(Organizations, Seed) { Newest = now - NewestAge, Period = Period }
            .Generate(Jobs - 1 - withoutWorker.Count)
            .Select(job => DemoSimulation.AtStart(job with { Id = job.Id + 1 }, now));
        var jobs = others.Prepend(ExampleJob).Concat(withoutWorker);
        return _seeder.WriteUnless(
            SeedingStatements.AnyOrganization,
            async transaction =>
            {
                await _seeder.Write(transaction, Organizations, jobs, new Progress<long>(), cancellationToken);
                foreach (var key in PublishedKey.All)
                {
                    await AddKey(transaction, key, cancellationToken);
                }
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Moves the jobs of the demonstration's customers forward to the present time, as workers would: they start, make progress, finish,
    /// or fail and are retried. Now and then a new job replaces the oldest finished one. Jobs of the system organization do not change.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">The database is unavailable.</exception>
    public async Task Advance(CancellationToken cancellationToken)
    {
        var now = Now();
        var jobs = await _database.List(DemoStatements.Jobs, values: null, JobTable.Read, cancellationToken);
        var changed = jobs.Select(job => _simulation.Next(job, now)).OfType<Job>().ToArray();
        var finished = jobs.Where(job => job.State is JobState.Finished).Select(job => (long?)job.Id).Min();
        var replaced = _simulation.IsTimeForNewJob() ? finished : null;
        await _database.InTransaction(
            async transaction =>
            {
                foreach (var job in changed)
                {
                    await transaction.Execute(DemoStatements.Update, ValuesOf(job), cancellationToken);
                }

                if (replaced is { } id)
                {
                    await Replace(transaction, id, now, cancellationToken);
                }

                return true;
            },
            cancellationToken
        );
    }

    private async Task Replace(
        DatabaseTransaction transaction,
        long id,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await transaction.Execute(DemoStatements.Delete, new StatementValues { ["id"] = id }, cancellationToken);
        var newId = await transaction.Scalar<long>(DemoStatements.NextId, values: null, cancellationToken);
        Job[] added = [_simulation.NewJob(newId, now)];
        await _writer.Write(transaction, added, new Progress<long>(), cancellationToken);
    }

    // Times are stored in whole seconds.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds());

    private static StatementValues ValuesOf(Job job) =>
        new()
        {
            ["id"] = job.Id,
            ["state"] = job.State,
            ["progressValue"] = job.ProgressValue,
            ["progressTotal"] = job.ProgressTotal,
            ["startedAt"] = job.StartedAt,
            ["finishedAt"] = job.FinishedAt,
            ["retryAt"] = job.RetryAt,
            ["updatedAt"] = job.UpdatedAt,
        };

    private async Task AddKey(DatabaseTransaction transaction, PublishedKey key, CancellationToken cancellationToken) =>
        await ApiKeyWriter.Add(
            transaction,
            new NewApiKey(
                key.OrganizationId,
                key.Role,
                key.Name,
                key.SecretHash,
                key.SecretLast4,
                _time.GetUtcNow(),
                OrganizationName: null
            ),
            checkKeyCount: null,
            createEntry: null,
            cancellationToken
        );
}
