using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Seeding;
using JobsService.IntegrationTests.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Seeding;

[OnEveryEngine]
internal sealed class SeedingTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private DatabaseSeeder Seeder => Database.Services.GetRequiredService<DatabaseSeeder>();

    [Test]
    public async Task Generated_jobs_are_stored_unchanged()
    {
        var jobs = new JobGenerator(organizations: 3, seed: 7).Generate(500).ToArray();

        await Seeder.Seed(organizations: 3, jobs: 500, seed: 7, new Progress<long>(), CancellationToken.None);

        Assert.That(await Database.ReadAllJobs(), Is.EqualTo(jobs));
    }

    [Test]
    public async Task Existing_organizations_are_not_changed()
    {
        await Database.AddOrganizations(2);

        await Seeder.Seed(organizations: 3, jobs: 0, seed: 1, new Progress<long>(), CancellationToken.None);

        Assert.That(
            await Database.Query<string>("SELECT name FROM organizations ORDER BY id"),
            Has.Count.EqualTo(3).And.Contains("Organization 2")
        );
    }

    [Test]
    public async Task Cancelled_seeding_leaves_no_rows()
    {
        using var stop = new CancellationTokenSource();
        var progress = new StopAtFirstReport(stop);

        Assert.That(
            () => Seeder.Seed(organizations: 3, jobs: 200_000, seed: 1, progress, stop.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );

        Assert.That(await Database.Query<long>("SELECT COUNT(*) FROM jobs"), Is.EqualTo(new[] { 0L }));
        Assert.That(await Database.Query<long>("SELECT COUNT(*) FROM organizations"), Is.EqualTo(new[] { 0L }));
    }

    private sealed class StopAtFirstReport(CancellationTokenSource stop) : IProgress<long>
    {
        public void Report(long value) => stop.Cancel();
    }
}
