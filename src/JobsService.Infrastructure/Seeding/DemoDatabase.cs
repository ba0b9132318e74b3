using JobsService.Application.ApiKeys;
using JobsService.Application.Availability;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.ApiKeys;

namespace JobsService.Infrastructure.Seeding;

/// <summary>
/// What a newcomer finds: three organizations with jobs in every state, the published API's example job among them, and the
/// published key. For Development only.
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

    /// <summary>The job of the published API's example answer.</summary>
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
    /// Fills the database if it holds nothing at all: where there is an organization, somebody has plans for it, and a key
    /// that everybody knows has no place.
    /// </summary>
    /// <returns>Whether it was filled.</returns>
    /// <exception cref="DatabaseUnavailableException">The database cannot answer.</exception>
    public Task<bool> FillIfEmpty(CancellationToken cancellationToken)
    {
        var others = new JobGenerator(Organizations, Seed)
            .Generate(Jobs - 1)
            .Select(job => job with { Id = job.Id + 1 });
        var jobs = others.Prepend(ExampleJob);
        return _seeder.FillUnless(
            SeedingStatements.AnyOrganization,
            async transaction =>
            {
                await _seeder.Write(transaction, Organizations, jobs, new Progress<long>(), cancellationToken);
                await ApiKeyWriter.Add(transaction, PublishedKeyNow(), decide: null, entryOf: null, cancellationToken);
            },
            cancellationToken
        );
    }

    private NewApiKey PublishedKeyNow() =>
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
