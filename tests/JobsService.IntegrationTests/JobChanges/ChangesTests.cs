using System.Net;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;
using static JobsService.IntegrationTests.JobChanges.Listeners;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.JobChanges;

/// <summary><c>GET jobs/changes</c>.</summary>
[OnEveryEngine]
internal sealed class ChangesTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private readonly ShiftedClock _clock = new();
    private RunningService _service = null!;
    private string _key = "";

    [SetUp]
    public async Task Start()
    {
        await Database.AddOrganizations(1, 2);
        await Database.AddJobs(Job(1), Job(2), Job(3), Job(4, 2));
        _key = await Database.AddKey(1);
        _clock.Offset = TimeSpan.Zero;
        _service = await RunningService.Start(
            Database,
            configure: builder => builder.Services.AddSingleton<TimeProvider>(_clock)
        );
    }

    [TearDown]
    public ValueTask Stop() => _service?.DisposeAsync() ?? ValueTask.CompletedTask;

    [TestCase("")]
    [TestCase("?cursor=")]
    public async Task Without_a_cursor_there_are_no_jobs_and_the_present_cursor(string query)
    {
        var changes = await Get(query);

        Assert.That((changes.Ids, changes.Deleted, changes.Left), Is.EqualTo((Array.Empty<long>(), "[]", "[]")));
        Assert.That((await After(changes)).Ids, Is.Empty);
    }

    [Test]
    public async Task Inserted_changed_and_deleted_jobs_are_told_once_in_the_order_of_change()
    {
        var start = await Get();
        await Database.Execute("UPDATE jobs SET progress_value = 5 WHERE id = 3");
        await Database.AddJobs(Job(9));
        await Database.Execute("UPDATE jobs SET progress_value = 5 WHERE id = 1");
        await Database.Execute("UPDATE jobs SET progress_value = 7 WHERE id = 3");
        await Database.Execute("DELETE FROM jobs WHERE id = 2");
        await Database.Execute("UPDATE jobs SET name = 'not mine' WHERE id = 4");

        var changes = await After(start);

        Assert.That((changes.Ids, changes.Deleted), Is.EqualTo((new long[] { 9, 1, 3 }, "[2]")));
        Assert.That(changes.Text, Does.Contain("\"progress_value\":7").And.Not.Contain("not mine"));
        Assert.That((await After(changes)).Text, Does.Contain("\"data\":[]").And.Contain("\"deleted\":[]"));
    }

    [Test]
    public async Task A_job_that_was_deleted_and_inserted_again_is_told_as_a_job_only()
    {
        var start = await Get();
        await Database.Execute("DELETE FROM jobs WHERE id = 2");
        await Database.AddJobs(Job(2));

        var changes = await After(start);

        Assert.That((changes.Ids, changes.Deleted), Is.EqualTo((new long[] { 2 }, "[]")));
    }

    [Test]
    public async Task What_is_rolled_back_is_not_told()
    {
        var start = await Get();
        await using (var connection = await Database.Open())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await Dapper.SqlMapper.ExecuteAsync(connection, "DELETE FROM jobs", transaction: transaction);
            await transaction.RollbackAsync();
        }

        Assert.That((await After(start)).Text, Does.Contain("\"data\":[]").And.Contain("\"deleted\":[]"));
    }

    [Test]
    public async Task With_a_filter_changed_jobs_that_do_not_match_have_left()
    {
        var start = await Get("?cursor=&state=failed");
        await Database.Execute("UPDATE jobs SET state = 'failed' WHERE id = 1");
        await Database.Execute("UPDATE jobs SET state = 'idle' WHERE id = 2");

        var changes = await Get($"?cursor={start.NextCursor}&state=failed");

        Assert.That((changes.Ids, changes.Left), Is.EqualTo((new long[] { 1 }, "[2]")));
    }

    [Test]
    public async Task Pages_of_any_size_contain_all_changes()
    {
        var start = await Get();
        await Database.Execute("DELETE FROM jobs WHERE id IN (1, 3)");
        await Database.AddJobs(Job(5), Job(6), Job(1));

        List<string> pages = [];
        for (var page = start; pages.Count == 0 || page.HasMore; )
        {
            page = await After(page, "&limit=1");
            pages.Add($"{string.Join(',', page.Ids)}{page.Deleted}");
        }

        Assert.That(pages, Is.EqualTo(new[] { "[1]", "[3]", "5[]", "6[]", "1[]" }));
    }

    [Test]
    public async Task Only_the_selected_fields_are_returned()
    {
        var start = await Get();
        await Database.Execute("UPDATE jobs SET name = 'new' WHERE id = 1");

        Assert.That(
            (await After(start, "&fields=name,id")).Text,
            Does.Contain("\"data\":[{\"id\":1,\"name\":\"new\"}]")
        );
    }

    [TestCase("&limit=0", "limit must be")]
    [TestCase("&limit=2001", "limit must be")]
    [TestCase("&wait=31", "wait must be")]
    [TestCase("&wait=x", "wait must be")]
    [TestCase("&cursor=", "cursor must be given once")]
    [TestCase("&per_page=1", "Unknown parameter 'per_page'")]
    [TestCase("&state=failed", "belongs to another request")]
    [TestCase("x", "corrupt")]
    public async Task An_invalid_request_is_refused(string addition, string message)
    {
        var start = await Get();

        var answer = await Envelope.Of(
            await _service.Get($"{Routes.Changes}?cursor={start.NextCursor}{addition}", _key)
        );

        Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_request")));
        Assert.That(answer.ErrorMessage, Does.Contain(message));
    }

    [Test]
    public async Task A_cursor_of_another_organization_is_refused()
    {
        var start = await Get();
        var other = await Database.AddKey(2);

        var answer = await Envelope.Of(await _service.Get($"{Routes.Changes}?cursor={start.NextCursor}", other));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_cursor_from_before_the_kept_deletions_has_expired()
    {
        var start = await Get();
        await Database.Execute("DELETE FROM jobs WHERE id = 1");
        await Database.Execute($"UPDATE job_deletions SET deleted_at = {EightDaysAgo}");
        var later = await Get();
        await Database.Execute("DELETE FROM jobs WHERE id = 2");

        var expired = await Envelope.Of(await _service.Get($"{Routes.Changes}?cursor={start.NextCursor}", _key));

        Assert.That((expired.Status, expired.ErrorCode), Is.EqualTo((HttpStatusCode.Gone, "cursor_expired")));
        Assert.That((await After(later)).Deleted, Is.EqualTo("[2]"));
        Assert.That(await Database.Query<long>("SELECT id FROM job_deletions"), Is.EqualTo(new long[] { 2 }));
    }

    [Test]
    public async Task A_cursor_of_a_newer_copy_of_the_database_has_expired()
    {
        var answer = await Envelope.Of(
            await _service.Get($"{Routes.Changes}?cursor={Cursors.At(1, long.MaxValue)}", _key)
        );

        Assert.That(answer.ErrorCode, Is.EqualTo("cursor_expired"));
    }

    [Test]
    public async Task A_request_that_waits_is_answered_when_a_job_changes()
    {
        var start = await Get();

        var waiting = After(start, "&wait=30");
        await Database.Execute("UPDATE jobs SET name = 'not mine' WHERE id = 4");
        await Database.Execute("UPDATE jobs SET name = 'new' WHERE id = 3");

        Assert.That((await waiting).Ids, Is.EqualTo(new long[] { 3 }));
    }

    [Test]
    public async Task A_request_that_waits_is_answered_when_the_service_stops()
    {
        var start = await Get();
        var waiting = After(start, "&wait=30");
        await Until(() => ListenersIn(_service) == 1);
        await _service.Stop();

        Assert.That((await waiting).Ids, Is.Empty);
    }

    [Test]
    public async Task A_job_that_becomes_stalled_without_a_change_is_told_to_those_who_filter_by_it()
    {
        await Database.Execute($"UPDATE jobs SET started_at = {Ago(20)}, updated_at = {Ago(10)} WHERE id IN (1, 4)");
        await Database.Execute($"UPDATE jobs SET started_at = {Ago(20)}, updated_at = {Ago(1)} WHERE id = 2");
        var start = await Get("?cursor=&stalled=true");
        var others = await Get("?cursor=&stalled=false");
        Assert.That((await Get($"?cursor={start.NextCursor}&stalled=true")).Ids, Is.Empty);

        _clock.Offset = TimeSpan.FromMinutes(6);
        var changes = await Get($"?cursor={start.NextCursor}&stalled=true&fields=id,stalled");

        Assert.That(changes.Text, Does.Contain("""[{"id":1,"stalled":true}]"""));
        Assert.That((await Get($"?cursor={others.NextCursor}&stalled=false")).Left, Is.EqualTo("[1]"));
        Assert.That((await Get($"?cursor={changes.NextCursor}&stalled=true")).Ids, Is.Empty);
    }

    [Test]
    public async Task A_system_admin_is_told_the_changes_of_every_organization_or_of_one()
    {
        var admin = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        var every = await Changes.Of(await _service.Get(Routes.ChangesOnAllOrganizations, admin));
        await Database.Execute("UPDATE jobs SET name = 'new' WHERE id IN (1, 4)");

        var changes = await Changes.Of(await _service.Get($"{Routes.Changes}?cursor={every.NextCursor}", admin));

        Assert.That(changes.Ids, Is.EquivalentTo(new long[] { 1, 4 }));
    }

    private string EightDaysAgo => Ago(minutes: 8 * 24 * 60);

    private string Ago(int minutes)
    {
        var column = Database.Engine.Dialect.ToColumn(TimeProvider.System.GetUtcNow().AddMinutes(-minutes));
        return column is DateTime time ? $"'{time:yyyy-MM-ddTHH:mm:ss}'" : $"{column}";
    }

    private async Task<Changes> Get(string query = "?cursor=") =>
        await Changes.Of(await _service.Get($"{Routes.Changes}{query}", _key));

    private Task<Changes> After(Changes changes, string parameters = "") =>
        Get($"?cursor={changes.NextCursor}{parameters}");
}
