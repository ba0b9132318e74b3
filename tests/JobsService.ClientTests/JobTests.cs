using System.Text;
using System.Text.Json;
using JobsService.Client;
using JobsService.Client.Json;
using JobsService.ClientTests.Scripted;
using JobsService.IntegrationTests.Jobs;
using DomainJob = JobsService.Domain.Jobs.Job;

namespace JobsService.ClientTests;

internal sealed class JobTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Test]
    public void Every_field_is_read()
    {
        var job = Read(
            """{"begins_at":"2026-01-01T00:00:01Z","created_at":"2026-01-01T00:00:02Z","eta_at":"2026-01-01T00:00:03Z","finished_at":"2026-01-01T00:00:04Z","id":9223372036854775807,"job_type":"Campaign","mailing_list_id":-1,"name":"\u0041\ud83d\ude00\"é","organization_id":2,"paused":true,"percent":33,"progress_total":3,"progress_value":1,"retry_at":"2026-01-01T00:00:05Z","stalled":true,"started_at":"2026-01-01T00:00:06Z","state":"sending","state2":"onhold_autowinner","suppression_list_id":4,"updated_at":"2026-01-01T00:00:07Z"}"""
        );

        var expected = JobsModelFactory.Job(
            id: long.MaxValue,
            organizationId: 2,
            jobType: JobType.Campaign,
            name: "A😀\"é",
            state: JobState.Sending,
            state2: "onhold_autowinner",
            paused: true,
            progressValue: 1,
            progressTotal: 3,
            mailingListId: -1,
            suppressionListId: 4,
            beginsAt: At(1),
            createdAt: At(2),
            startedAt: At(6),
            finishedAt: At(4),
            retryAt: At(5),
            updatedAt: At(7),
            stalled: true
        );
        Assert.That(job with { ReceivedPercent = null, ReceivedEtaAt = null }, Is.EqualTo(expected));
        Assert.That(job.Percent, Is.EqualTo(33));
        Assert.That(job.EtaAt, Is.EqualTo(At(3)));

        static DateTimeOffset At(int second) => new(2026, 1, 1, 0, 0, second, TimeSpan.Zero);
    }

    [Test]
    public void The_order_of_the_keys_and_unknown_keys_do_not_matter()
    {
        var job = Read(
            """{"state":"x","new":{"id":[1]},"id":5,"another":null,"name":"n","created_at":"2026-01-02T03:04:05+00:00"}"""
        );

        Assert.That(job.Id, Is.EqualTo(5));
        Assert.That(job.State, Is.EqualTo(new JobState("X")));
        Assert.That(job.State.ToString(), Is.EqualTo("x"));
        Assert.That(job.CreatedAt, Is.EqualTo(Start));
    }

    [TestCase("""{"id":"5"}""")]
    [TestCase("""{"id":1.5}""")]
    [TestCase("""{"begins_at":"yesterday"}""")]
    [TestCase("""{"paused":null}""")]
    [TestCase("[]")]
    [TestCase("""{"id":5""")]
    public void A_value_that_is_not_a_job_is_refused(string json) =>
        Assert.That(() => Read(json), Throws.InstanceOf<JsonException>());

    [Test]
    public void States_and_types_are_compared_case_insensitively()
    {
        JobState state = "FINISHED";
        JobType type = "campaign";

        Assert.That(state == JobState.Finished, Is.True);
        Assert.That(state.GetHashCode(), Is.EqualTo(JobState.Finished.GetHashCode()));
        Assert.That(type == JobType.Campaign, Is.True);
        Assert.That(default(JobState) == new JobState(""), Is.True);
        Assert.That(state != JobState.Failed, Is.True);
    }

    /// <summary>The client computes these values like the service.</summary>
    [Test]
    public void Derived_values_are_those_of_the_service()
    {
        string[] states = ["sending", "paused", "failed", "Finished", "CANCELLED", "unknown"];
        long?[] totals = [null, 0, 1, 3, long.MaxValue];
        long[] values = [-1, 0, 1, 2, 7, long.MaxValue];
        DateTimeOffset?[] starts = [null, Start.AddSeconds(-7), Start, DateTimeOffset.MinValue];
        var compared = 0;
        foreach (var state in states)
        foreach (var total in totals)
        foreach (var value in values)
        foreach (var start in starts)
        foreach (var retry in new DateTimeOffset?[] { null, Start })
        {
            DomainJob service = JobBuilder.Job(1, state: state, retryAt: retry) with
            {
                ProgressTotal = total,
                ProgressValue = value,
                StartedAt = start,
                UpdatedAt = Start,
            };
            var client = JobsModelFactory.Job(
                state: state,
                retryAt: retry,
                progressTotal: total,
                progressValue: value,
                startedAt: start,
                updatedAt: Start
            );
            Assert.That(
                (client.IsUnfinished, (long?)client.Percent, client.EtaAt),
                Is.EqualTo((service.IsUnfinished, service.Percent, service.EtaAt)),
                service.ToString()
            );
            compared++;
        }

        Assert.That(compared, Is.EqualTo(1440));
    }

    private static Job Read(string json) => JsonSerializer.Deserialize(json, ApiJson.Default.Job)!;
}
