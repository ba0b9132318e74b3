using JobsService.Application.ApiKeys;
using JobsService.Application.Availability;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.ApiKeys;

namespace JobsService.Infrastructure.Seeding;

/// <summary>
/// Demonstration data for Development: three organizations, jobs in every state including the example job of the published API,
/// and the published API key.
/// </summary>
public sealed class DemoDatabase
{
    private const int Organizations = 3;
    private const int Jobs = 60;
    private const int Seed = 2014;

    private readonly DatabaseSeeder _seeder;
    private readonly TimeProvider _time;

    internal DemoDatabase(DatabaseSeeder seeder, TimeProvider time)
    {
        _seeder = seeder;
        _time = time;
    }

    /// <summary>The job in the example response of the published API.</summary>
    internal static Job ExampleJob { get; } =
        new()
        {
            Id = 1,
            OrganizationId = PublishedKey.OrganizationId,
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
        var others = new JobGenerator(Organizations, Seed)
            .Generate(Jobs - 1)
            .Select(job => job with { Id = job.Id + 1 });
        var jobs = others.Prepend(ExampleJob);
        return _seeder.WriteUnless(
            SeedingStatements.AnyOrganization,
            async transaction =>
            {
                await _seeder.Write(transaction, Organizations, jobs, new Progress<long>(), cancellationToken);
                await ApiKeyWriter.Add(
                    transaction,
                    CreatePublishedKey(),
                    checkKeyCount: null,
                    createEntry: null,
                    cancellationToken
                );
            },
            cancellationToken
        );
    }

    private NewApiKey CreatePublishedKey() =>
        new(
            PublishedKey.OrganizationId,
            ApiKeyRole.SystemAdmin,
            "The published API's example",
            PublishedKey.SecretHash,
            PublishedKey.SecretLast4,
            _time.GetUtcNow(),
            OrganizationName: null
        );
}
