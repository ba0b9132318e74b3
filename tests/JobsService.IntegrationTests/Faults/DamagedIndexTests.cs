using System.Net;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Health;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Faults;

/// <summary>An index entry with one flipped bit leads from one organization to a row of another one.</summary>
internal sealed class DamagedIndexTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    // Ids of eight bytes, which are found in the file, and whose last bit differs.
    private const long Lower = 0x1122334455667788;
    private const long Higher = Lower + 1;
    private const long ForeignJob = 0x2122334455667788;

    // More than the response buffers.
    private const int Rows = 2000;

    [TestCase(Routes.All, "jobs")]
    [TestCase(Routes.Unfinished, "jobs")]
    [TestCase($"{Routes.All}?page_token=", "jobs")]
    [TestCase($"{Routes.All}?per_page=5", "jobs")]
    [TestCase($"{Routes.All}?order_by=-id&page_token=", "jobs")]
    [TestCase($"{Routes.All}?order_by=changed", "jobs")]
    [TestCase($"{Routes.All}?order_by=-changed&page_token=", "jobs")]
    [TestCase($"{Routes.Unfinished}?order_by=changed", "jobs")]
    [TestCase("/ga/api/v2/api_keys", "api_keys")]
    [TestCase("/ga/api/v2/api_keys?order_by=name", "api_keys")]
    public async Task A_list_whose_first_index_entry_leads_to_a_foreign_row_is_answered_with_500(
        string route,
        string table
    )
    {
        await Database.AddKey(Lower);
        var key = await Database.AddKey(Higher);
        await Database.AddJobs(JobBuilder.Job(1, Lower), JobBuilder.Job(2, Higher));
        var changed = await DamagedFile.ChangeIndexEntries(Database, to: Higher, Lower);
        await using var service = await RunningService.Start(Database);

        using var response = await service.Get(route, key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(changed, Is.EqualTo(7), "Five indexes of jobs and two of keys.");
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
            Assert.That(
                service.Log.Lines,
                Has.Some.StartsWith("Error")
                    .And.Contains(
                        $"Row 1 of the table {table} belongs to organization {Lower} and was found for organization {Higher}"
                    )
                    .And.Contains("run the \"check\" command")
            );
        }
    }

    [Test]
    public async Task A_list_with_an_index_entry_that_leads_to_a_foreign_row_is_aborted_before_that_row()
    {
        await AddJobsOf(Lower, Rows);
        var key = await Database.AddKey(Lower);
        await Database.AddOrganizations(Higher);
        await Database.AddJobs(JobBuilder.Job(ForeignJob, Higher, "finished"));
        var changed = await DamagedFile.ChangeIndexEntries(Database, to: Lower, Higher, ForeignJob);
        await using var service = await RunningService.Start(Database);

        using var response = await service.Get(Routes.All, key, HttpCompletionOption.ResponseHeadersRead);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(changed, Is.EqualTo(1));
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(() => response.Content.ReadAsStringAsync(), Throws.InstanceOf<HttpRequestException>());
            Assert.That(service.Log.Lines, Has.Some.Contains($"Row {ForeignJob} of the table jobs belongs"));
        }
    }

    [Test]
    public async Task A_list_with_an_index_entry_without_a_row_is_answered_with_500()
    {
        const long Deleted = ForeignJob + 1;
        var key = await Database.AddKey(Higher);
        await Database.AddJobs(JobBuilder.Job(ForeignJob, Higher));
        var changed = await DamagedFile.ChangeIndexEntries(Database, to: Deleted, ForeignJob);
        await using var service = await RunningService.Start(Database);

        using var response = await service.Get(Routes.All, key);

        Assert.That(changed, Is.GreaterThan(0));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(service.Log.Lines, Has.Some.Contains("An index of the table jobs has an entry without a row"));
    }

    [Test]
    public async Task A_secret_whose_index_entry_leads_to_another_key_is_not_authorized()
    {
        // SQLite stores the id 1 without a byte, and the ids 2 and 3, which differ in a bit, with one.
        await Database.AddKey(1);
        await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        var key = await Database.AddKey(1);
        var hash = await Database.Query<byte[]>("SELECT secret_hash FROM api_keys WHERE id = 3");
        var changed = await DamagedFile.ChangeIndexEntries(Database, [.. hash[0], 3], [.. hash[0], 2]);
        await using var service = await RunningService.Start(Database);

        using var response = await service.Get(Routes.AllOnAllOrganizations, key);

        Assert.That(changed, Is.EqualTo(1));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_service_that_starts_on_a_damaged_database_logs_one_error_and_is_degraded()
    {
        await Database.AddOrganizations(Lower, Higher);
        await Database.AddJobs(JobBuilder.Job(1, Lower));
        await DamagedFile.ChangeIndexEntries(Database, to: Higher, Lower);
        await using var service = await RunningService.Start(Database);

        using var ready = await service.Get("/health/ready");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(
                await ready.Content.ReadAsStringAsync(),
                Does.StartWith("""{"status":"Degraded","database":"The database """)
                    .And.Contain("is damaged. Restore a backup")
            );
            Assert.That(
                service.Log.Lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal)),
                Has.Exactly(1).Items.And.All.Contains("missing from index ix_jobs_organization")
            );
        }
    }

    [Test]
    public async Task A_cancelled_check_ends_without_a_result()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        Assert.That(
            () => Database.Services.GetRequiredService<DatabaseCheck>().FindProblems(stopped.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    private async Task AddJobsOf(long organizationId, int count)
    {
        await Database.AddOrganizations(organizationId);
        await Database.AddJobs(Enumerable.Range(1, count).Select(id => JobBuilder.Job(id, organizationId, "finished")));
    }
}
