using System.Text.Json;
using JobsService.Application.Jobs;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>The selection of fields, and the fields that are derived from others.</summary>
[OnEveryEngine]
internal sealed class JobFieldTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private readonly FakeTimeProvider _time = new(Time.AddMinutes(15));

    private RunningService _service = null!;
    private string _key = null!;

    [SetUp]
    public async Task Start()
    {
        await Database.AddOrganizations(1);
        _key = await Database.AddKey(1);
        await Database.AddJobs(
            Job(1) with
            {
                State = "sending",
                StartedAt = Time.AddSeconds(-100),
                ProgressValue = 50,
                ProgressTotal = 200,
                UpdatedAt = Time.AddSeconds(-1),
            },
            Job(2) with
            {
                State = "sending",
                StartedAt = Time.AddSeconds(-100),
            }
        );
        _service = await RunningService.Start(
            Database,
            configure: builder => builder.Services.AddSingleton<TimeProvider>(_time)
        );
    }

    [TearDown]
    public async Task Stop() => await _service.DisposeAsync();

    [Test]
    public async Task Selected_fields_are_written_in_alphabetical_order()
    {
        Assert.That(
            await Rows("fields=stalled,percent,id&fields=eta_at,id"),
            Is.EqualTo(
                """{"eta_at":"2024-03-01T00:04:55Z","id":1,"percent":25,"stalled":true},{"eta_at":null,"id":2,"percent":null,"stalled":false}"""
            )
        );
    }

    [Test]
    public async Task Every_field_can_be_selected_and_no_selection_is_the_default()
    {
        var names = JobFields.All.ToArray();
        foreach (var name in names)
        {
            Assert.That(await Rows($"id=1&fields={name}"), Does.StartWith($"{{\"{name}\":"));
        }

        Assert.That(
            await Rows($"fields={string.Join(',', JobFields.Default)}"),
            Is.EqualTo(await Rows("")).And.Not.Empty
        );
    }

    [Test]
    public async Task The_stalled_filter_and_the_stalled_field_agree_at_the_limit()
    {
        var before = await Rows("fields=id&stalled=true");
        _time.Advance(TimeSpan.FromSeconds(1));

        var after = await Rows("fields=id,stalled&stalled=true");

        Assert.That(before, Is.EqualTo("""{"id":1}"""));
        Assert.That(after, Is.EqualTo("""{"id":1,"stalled":true},{"id":2,"stalled":true}"""));
    }

    [Test]
    public async Task The_time_after_which_a_job_is_stalled_is_a_setting()
    {
        await _service.DisposeAsync();
        Database.Settings["Jobs:StalledAfterMinutes"] = "20";
        _service = await RunningService.Start(
            Database,
            configure: builder => builder.Services.AddSingleton<TimeProvider>(_time)
        );

        Assert.That(await Rows("stalled=true"), Is.Empty);
    }

    [Test]
    public async Task A_page_with_selected_fields_continues_with_other_fields()
    {
        var first = await Envelope.Of(await _service.Get($"{Routes.All}?page_token=&per_page=1&fields=id", _key));
        var second = await _service.Get($"{Routes.All}?page_token={first.NextPageToken}&fields=id,name", _key);

        Assert.That((await Envelope.Of(second)).Ids, Is.EqualTo(new long[] { 2 }));
    }

    /// <summary>The rows of a list, as they were sent.</summary>
    private async Task<string> Rows(string query)
    {
        var answer = await Envelope.Of(await _service.Get($"{Routes.All}?{query}", _key));
        return answer.Data.GetRawText()[1..^1];
    }
}
