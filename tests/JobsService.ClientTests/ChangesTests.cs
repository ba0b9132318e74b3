using JobsService.Client;
using JobsService.ClientTests.Scripted;

namespace JobsService.ClientTests;

internal sealed class ChangesTests
{
    [Test]
    public async Task Changes_are_read_until_there_are_no_more()
    {
        await using var server = new ScriptedServer(
            Replies.Whole(Texts.Changes("c1", [Texts.Job(1)], deleted: "2,3", hasMore: true)),
            Replies.Nothing,
            Replies.Whole(Texts.Changes("c2", [], left: "4"))
        );

        var batches = await ScriptedClient
            .Of(server)
            .GetChangesAsync("c0", wait: TimeSpan.FromSeconds(25))
            .ToListAsync();

        Assert.That(batches.Select(batch => batch.Cursor), Is.EqualTo(new[] { "c1", "c2" }));
        Assert.That(batches.Select(batch => batch.IsReset), Is.All.False);
        Assert.That(batches[0].Jobs.Single().Id, Is.EqualTo(1));
        Assert.That(batches[0].Deleted, Is.EqualTo(new[] { 2, 3 }));
        Assert.That(batches[1].Left, Is.EqualTo(new[] { 4 }));
        Assert.That(
            server.Requests.Select(request => request.Target["/ga/api/v2/jobs/".Length..]),
            Is.EqualTo(
                new[]
                {
                    "changes?cursor=c0&limit=2000&wait=25",
                    "changes?cursor=c1&limit=2000&wait=25",
                    "changes?cursor=c1&limit=2000&wait=25",
                }
            )
        );
    }

    [TestCase(null)]
    [TestCase("")]
    public async Task Without_a_cursor_every_job_comes_first_and_only_the_last_batch_has_a_cursor(string? cursor)
    {
        await using var server = new ScriptedServer(
            Replies.Whole(Texts.Changes("c0")),
            Replies.Whole(Texts.Page("t1", Texts.Job(1))),
            Replies.Whole(Texts.Page(nextToken: null, Texts.Job(2))),
            Replies.Whole(Texts.Changes("c1", [Texts.Job(1, progress: 3)]))
        );

        var batches = await ScriptedClient.Of(server).GetChangesAsync(cursor).ToListAsync();

        Assert.That(batches.Select(batch => batch.IsReset), Is.EqualTo(new[] { true, false, false }));
        Assert.That(batches.Select(batch => batch.Cursor), Is.EqualTo(new[] { null, "c0", "c1" }));
        Assert.That(batches.SelectMany(batch => batch.Jobs).Select(job => job.Id), Is.EqualTo(new[] { 1, 2, 1 }));
    }

    [Test]
    public async Task An_expired_cursor_begins_again_with_a_reset()
    {
        await using var server = new ScriptedServer(
            Replies.Error(410, "cursor_expired", "List again."),
            Replies.Whole(Texts.Changes("d0")),
            Replies.Whole(Texts.Page(nextToken: null, Texts.Job(2))),
            Replies.Whole(Texts.Changes("d0"))
        );

        var batches = await ScriptedClient.Of(server).GetChangesAsync("old").ToListAsync();

        Assert.That(batches.Select(batch => batch.IsReset), Is.EqualTo(new[] { true, false }));
        Assert.That(batches[^1].Cursor, Is.EqualTo("d0"));
    }

    [Test]
    public async Task Jobs_that_ended_leave_the_changes_of_unfinished_jobs()
    {
        await using var server = new ScriptedServer(
            Replies.Whole(Texts.Changes("c1", [Texts.Job(1, "finished"), Texts.Job(2)], left: "3"))
        );

        var batch = await ScriptedClient
            .Of(server)
            .GetChangesAsync("c0", new JobQuery { UnfinishedOnly = true })
            .SingleAsync();

        Assert.That(batch.Jobs.Single().Id, Is.EqualTo(2));
        Assert.That(batch.Left, Is.EquivalentTo(new[] { 1, 3 }));
    }
}
