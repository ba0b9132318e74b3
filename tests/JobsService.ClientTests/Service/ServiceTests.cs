using System.Text;
using JobsService.Client;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Jobs;
using ApiKeyRole = JobsService.Client.ApiKeyRole;
using ServiceRole = JobsService.Domain.ApiKeys.ApiKeyRole;

namespace JobsService.ClientTests.Service;

/// <summary>The client against the running service.</summary>
[OnEveryEngine]
internal sealed class ServiceTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    [Test]
    public async Task Lists_have_every_job_of_their_scope_in_each_order()
    {
        var (admin, own, service) = await StartWithJobs();
        await using var _ = service;

        Assert.That(await Ids(own, new JobQuery()), Is.EqualTo(new[] { 1, 3, 5 }));
        Assert.That(
            await Ids(admin, new JobQuery { Scope = OrganizationScope.For(2), Order = JobOrder.IdDescending }),
            Is.EqualTo(new[] { 5, 3, 1 })
        );
        Assert.That(await Ids(admin, new JobQuery { Scope = OrganizationScope.All }), Has.Length.EqualTo(5));
        Assert.That(await Ids(admin, new JobQuery { UnfinishedOnly = true }), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(
            await Ids(own, new JobQuery { Order = JobOrder.ChangedDescending }),
            Is.EquivalentTo(new[] { 1, 3, 5 })
        );
    }

    [Test]
    public async Task A_job_has_the_values_of_the_database()
    {
        await Database.AddOrganizations(1);
        var key = await Database.AddKey(1);
        var stored = JobBuilder.Job(7, state: "importing") with
        {
            Name = "\u202e=1+1 \"<ü>\"",
            MailingListId = 3,
            ProgressTotal = 8,
            ProgressValue = 5,
            StartedAt = JobBuilder.Time.AddSeconds(-60),
            BeginsAt = JobBuilder.Time.AddDays(-1),
        };
        await Database.AddJobs(stored);
        await using var service = await ServiceForTests.Start(Database);
        var client = service.Client(key);

        var job = await client.GetJobAsync(7);
        var listed = await client
            .GetJobsAsync(new JobQuery { Fields = { "percent", "eta_at", "stalled", "name" } })
            .SingleAsync();

        Assert.That(
            job,
            Is.EqualTo(
                JobsModelFactory.Job(
                    7,
                    1,
                    "Campaign",
                    stored.Name,
                    "importing",
                    progressValue: 5,
                    progressTotal: 8,
                    mailingListId: 3,
                    beginsAt: stored.BeginsAt,
                    createdAt: JobBuilder.Time,
                    startedAt: stored.StartedAt,
                    updatedAt: JobBuilder.Time
                )
            )
        );
        Assert.That((job.Percent, job.EtaAt), Is.EqualTo((listed.Percent, listed.EtaAt)));
        Assert.That(listed.Name, Is.EqualTo(stored.Name));
        Assert.That(listed.Stalled, Is.True);
        Assert.That(
            Assert.ThrowsAsync<JobsException>(() => client.GetJobAsync(8)),
            Has.Property("Status").EqualTo(404).And.Property("ErrorCode").EqualTo("not_found")
        );
    }

    [Test]
    public async Task The_service_knows_every_parameter_of_a_query()
    {
        var (_, own, service) = await StartWithJobs();
        await using var _2 = service;
        var query = new JobQuery
        {
            Ids = { 1, 3 },
            States = { "SENDING", JobState.Failed },
            SecondaryStates = { "x" },
            Types = { JobType.Campaign },
            MailingListIds = { 1 },
            SuppressionListIds = { 1 },
            NameContains = "%&=",
            Paused = false,
            Stalled = false,
            Fields = { "state" },
            Order = JobOrder.Changed,
        };
        foreach (var property in typeof(JobQuery).GetProperties().Where(p => p.PropertyType == typeof(DateTimeOffset?)))
        {
            property.SetValue(query, JobBuilder.Time.AddTicks(1));
        }

        Assert.That(await Ids(own, query), Is.Empty);
        Assert.That(await Ids(own, new JobQuery { States = { "sending" }, Ids = { 3, 5 } }), Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public async Task Statistics_count_the_jobs_of_their_scope()
    {
        var (admin, own, service) = await StartWithJobs();
        await using var _ = service;

        var statistics = await own.GetStatisticsAsync();
        var all = await admin.GetStatisticsAsync(OrganizationScope.All);

        Assert.That((statistics.Total, statistics.Unfinished), Is.EqualTo((3, 2)));
        Assert.That(statistics.Counts[0].State, Is.EqualTo(JobState.Sending));
        Assert.That(statistics.Counts[0].Count, Is.EqualTo(2));
        Assert.That(all.Total, Is.EqualTo(5));
    }

    [Test]
    public async Task Organizations_and_the_calling_key_are_returned()
    {
        var (admin, own, service) = await StartWithJobs();
        await using var _ = service;

        var names = await admin.GetOrganizationsAsync("organization").Select(found => found.Name).ToListAsync();
        var caller = await own.GetCallerIdentityAsync();

        Assert.That(names, Is.EqualTo(new[] { "Organization 1", "Organization 2" }));
        Assert.That((await admin.GetOrganizationAsync(2)).Active, Is.True);
        Assert.That((caller.OrganizationId, caller.OrganizationName), Is.EqualTo((2, "Organization 2")));
        Assert.That(caller.Role, Is.EqualTo(ApiKeyRole.OrganizationAdmin));
        Assert.That(
            Assert.ThrowsAsync<JobsException>(async () => await own.GetOrganizationsAsync().ToListAsync())?.Status,
            Is.EqualTo(403)
        );
    }

    [Test]
    public async Task Keys_are_created_changed_rotated_and_deleted()
    {
        var (admin, own, service) = await StartWithJobs();
        await using var _ = service;

        var created = await admin.CreateApiKeyAsync("poller", organizationId: 2);
        var renamed = await own.UpdateApiKeyAsync(created.Id, name: "renamed", active: true);
        var rotated = await own.RotateApiKeyAsync(created.Id, TimeSpan.FromMinutes(5));
        var client = service.Client($"2:{rotated.Secret}");

        Assert.That((await client.GetCallerIdentityAsync()).ApiKeyName, Is.EqualTo("renamed"));
        Assert.That(created.Secret, Is.Not.Null.And.Not.EqualTo(rotated.Secret));
        Assert.That(renamed.Secret, Is.Null);
        Assert.That(await own.GetApiKeysAsync().CountAsync(), Is.EqualTo(3));
        await own.DeleteApiKeyAsync(created.Id);
        Assert.That(Assert.ThrowsAsync<JobsException>(() => own.GetApiKeyAsync(created.Id))?.Status, Is.EqualTo(404));
        Assert.That(
            Assert.ThrowsAsync<JobsException>(() => own.CreateApiKeyAsync(""))?.ErrorCode,
            Is.EqualTo("validation_failed")
        );
    }

    [TestCase(ExportFormat.Csv, "csv")]
    [TestCase(ExportFormat.Ndjson, "ndjson")]
    public async Task An_export_in_pages_equals_the_whole_list(ExportFormat format, string name)
    {
        await Database.AddOrganizations(1);
        var key = await Database.AddKey(1);
        await Database.AddJobs(
            Enumerable.Range(1, 4500).Select(id => JobBuilder.Job(id) with { Name = $"\"a\"\r\n{id}, ü" })
        );
        await using var service = await ServiceForTests.Start(Database);
        using var http = new HttpClient { BaseAddress = service.Address };
        http.DefaultRequestHeaders.Add("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(key))}");
        using var destination = new MemoryStream();
        using var firstTwo = new MemoryStream();

        await service.Client(key).ExportAsync(destination, options: new ExportOptions { Format = format });
        await service
            .Client(key)
            .ExportAsync(
                firstTwo,
                new JobQuery { Fields = { "name" } },
                new ExportOptions { Format = format, MaxJobs = 2 }
            );

        var whole = await http.GetByteArrayAsync($"/ga/api/v2/jobs/all?format={name}");
        Assert.That(destination.ToArray().AsSpan().SequenceEqual(whole), Is.True);
        Assert.That(
            Encoding.UTF8.GetString(firstTwo.ToArray()),
            Is.EqualTo(await http.GetStringAsync($"/ga/api/v2/jobs/all?format={name}&fields=name&per_page=2"))
        );
    }

    [Test]
    public async Task A_long_list_is_read_in_pages_and_continues_after_a_restart()
    {
        await Database.AddOrganizations(1);
        var key = await Database.AddKey(1);
        await Database.AddJobs(Enumerable.Range(1, 2500).Select(id => JobBuilder.Job(id)));
        await using var service = await ServiceForTests.Start(Database);
        var ids = new List<long>();

        await foreach (var page in service.Client(key).GetJobsAsync().AsPages(pageSizeHint: 700))
        {
            ids.AddRange(page.Values.Select(job => job.Id));
            await service.Restart();
        }

        Assert.That(ids, Is.EqualTo(Enumerable.Range(1, 2500)));
    }

    private async Task<(JobsClient Admin, JobsClient Own, ServiceForTests Service)> StartWithJobs()
    {
        await Database.AddOrganizations(1, 2);
        var admin = await Database.AddKey(1, ServiceRole.SystemAdmin);
        var own = await Database.AddKey(2);
        await Database.AddJobs(
            JobBuilder.Job(1, organizationId: 2, state: "sending"),
            JobBuilder.Job(2),
            JobBuilder.Job(3, organizationId: 2, state: "Sending"),
            JobBuilder.Job(4),
            JobBuilder.Job(5, organizationId: 2, state: "finished")
        );
        var service = await ServiceForTests.Start(Database);
        return (service.Client(admin), service.Client(own), service);
    }

    private static async Task<long[]> Ids(JobsClient client, JobQuery query) =>
        await client.GetJobsAsync(query).Select(job => job.Id).ToArrayAsync();
}
