using System.Net;
using System.Text.Json;
using JobsService.Application.Jobs;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>The numbers of jobs: their scope, their definitions, and how often they are computed.</summary>
[OnEveryEngine]
internal sealed class StatisticsTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const long Unknown = 4711;

    private FakeTimeProvider _time = null!;
    private CountingJobRepository _jobs = null!;
    private RunningService _service = null!;
    private string _systemAdmin = null!;

    [SetUp]
    public async Task Start()
    {
        _time = new FakeTimeProvider(Time.AddMinutes(15).AddSeconds(1));
        await Database.AddOrganizations(1, 2, 3);
        _systemAdmin = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        _jobs = new CountingJobRepository(Database.Services.GetRequiredService<IJobRepository>());
        _service = await RunningService.Start(
            Database,
            configure: builder => builder.Services.AddSingleton<TimeProvider>(_time).AddSingleton<IJobRepository>(_jobs)
        );
    }

    [TearDown]
    public async Task Stop()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    [Test]
    public async Task An_organization_without_jobs_has_zero_jobs()
    {
        Assert.That(
            await Answer(Routes.Statistics, await Database.AddKey(3)),
            Is.EqualTo("""{"as_of":"2024-03-01T00:15:00Z","total":0,"unfinished":0,"stalled":0,"counts":[]}""")
        );
    }

    [Test]
    public async Task Each_scope_has_the_numbers_of_its_own_jobs()
    {
        await Database.AddJobs(Job(1, 1), Job(2, 2), Job(3, 2, "finished"), Job(4, 2), Job(5, 3, "failed"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Numbers(Routes.Statistics, await Database.AddKey(2)), Is.EqualTo((3, 2)));
            Assert.That(await Numbers(Routes.Statistics, await Database.AddKey(3)), Is.EqualTo((1, 0)));
            Assert.That(await Numbers(Routes.Statistics, _systemAdmin), Is.EqualTo((5, 3)));
            Assert.That(await Numbers(Routes.StatisticsOnAllOrganizations, _systemAdmin), Is.EqualTo((5, 3)));
            Assert.That(await Numbers(Routes.StatisticsOf(1), _systemAdmin), Is.EqualTo((1, 1)));
            Assert.That(await Numbers(Routes.StatisticsOf(2), _systemAdmin), Is.EqualTo((3, 2)));
        }
    }

    [Test]
    public async Task The_numbers_of_an_organization_that_does_not_exist_are_not_found()
    {
        var answer = await Envelope.Of(await _service.Get(Routes.StatisticsOf(Unknown), _systemAdmin));

        Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo((HttpStatusCode.NotFound, "not_found")));
        Assert.That(_jobs.Summaries, Is.Zero);
    }

    [Test]
    public async Task An_organization_admin_gets_403_for_other_scopes_also_when_their_numbers_are_cached(
        [Values(1, 2)] long organizationId
    )
    {
        var key = await Database.AddKey(organizationId);
        foreach (
            var route in new[]
            {
                Routes.StatisticsOnAllOrganizations,
                Routes.StatisticsOf(2),
                Routes.StatisticsOf(Unknown),
            }
        )
        {
            using var cached = await _service.Get(route, _systemAdmin);
            using var answer = await _service.Get(route, key);

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), route);
        }
    }

    [Test]
    public async Task States_and_types_are_counted_in_any_case_within_and_across_organizations()
    {
        await Database.AddJobs(
            Job(1, 1, "FAILED"),
            Job(2, 1, "FAILED"),
            Job(3, 2, "failed") with
            {
                JobType = "CAMPAIGN",
            },
            Job(4, 2, "Failed"),
            Job(5, 2, "sending")
        );

        var counts = (await Data(Routes.Statistics, _systemAdmin)).GetProperty("counts").EnumerateArray().ToArray();

        Assert.That(
            counts.Select(count => count.GetProperty("count").GetInt64()),
            Is.EqualTo(new[] { 4, 1 }),
            $"{string.Join(' ', counts)}"
        );
        Assert.That(counts[0].GetProperty("state").GetString(), Is.EqualTo("failed").IgnoreCase);
        Assert.That(counts[0].GetProperty("job_type").GetString(), Is.EqualTo(JobType.Campaign).IgnoreCase);
    }

    [Test]
    public async Task A_job_is_stalled_if_it_was_changed_before_the_limit()
    {
        // As of 00:15:00, the limit is 00:00:00.
        var stalled = Job(1) with
        {
            StartedAt = Time,
        };
        await Database.AddJobs(
            stalled,
            stalled with
            {
                Id = 2,
                UpdatedAt = Time.AddSeconds(1),
            },
            stalled with
            {
                Id = 3,
                StartedAt = null,
            },
            stalled with
            {
                Id = 4,
                Paused = true,
            },
            stalled with
            {
                Id = 5,
                State = "failed",
            },
            stalled with
            {
                Id = 6,
                State = "failed",
                RetryAt = Time,
            }
        );

        var data = await Data(Routes.Statistics, _systemAdmin);

        Assert.That(
            (data.GetProperty("unfinished").GetInt64(), data.GetProperty("stalled").GetInt64()),
            Is.EqualTo((5, 2))
        );
    }

    [Test]
    public async Task Later_responses_are_the_same_and_need_no_query_until_they_are_outdated()
    {
        var first = await Answer(Routes.StatisticsOf(2), _systemAdmin);
        await Database.AddJobs(Job(1, 2));
        var second = await Answer(Routes.StatisticsOf(2), _systemAdmin);

        Assert.That((second, _jobs.Summaries), Is.EqualTo((first, 1)));

        _time.Advance(JobStatisticsCache.MinLifetime);

        Assert.That(await Numbers(Routes.StatisticsOf(2), _systemAdmin), Is.EqualTo((1, 1)));
    }

    private async Task<JsonElement> Data(string route, string key)
    {
        var answer = await Envelope.Of(await _service.Get(route, key));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        return answer.Data;
    }

    private async Task<string> Answer(string route, string key) => (await Data(route, key)).GetRawText();

    private async Task<(long Total, long Unfinished)> Numbers(string route, string key)
    {
        var data = await Data(route, key);
        return (data.GetProperty("total").GetInt64(), data.GetProperty("unfinished").GetInt64());
    }
}
