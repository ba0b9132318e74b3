using JobsService.Domain.Jobs;
using JobsService.IntegrationTests.Jobs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JobsService.BrowserTests;

/// <summary>The page of one job.</summary>
[InBrowser]
internal sealed class JobPageTests : DashboardTests
{
    private string _key = null!;
    private DateTimeOffset _now;

    [SetUp]
    public async Task AddJobs()
    {
        _key = await Database.AddKey(2);
        _now = TimeProvider.System.GetUtcNow();
        await Database.AddJobs(ExampleJobs.At(_now));
    }

    [Test]
    public async Task A_job_is_opened_from_the_list_and_Back_returns_to_the_same_list()
    {
        var page = await Open("?view=failed", _key);
        await page.GetByRole(AriaRole.Link, new() { Name = "Invoice reminder November" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Invoice reminder November" })).ToBeFocusedAsync();
        Assert.That(new Uri(page.Url).Query, Is.EqualTo("?job=3"));

        await page.GoBackAsync();

        await page.ShowsJobs(4, 3);
    }

    [Test]
    public async Task A_job_that_is_loaded_again_leads_back_to_the_list_that_was_shown()
    {
        var page = await Open("?view=failed", _key);
        await page.GetByRole(AriaRole.Link, new() { Name = "Invoice reminder November" }).ClickAsync();
        await Expect(page.Locator(".story")).ToContainTextAsync("It failed");
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the list" }).ClickAsync();

        await page.ShowsJobs(4, 3);
    }

    [Test]
    public async Task Every_field_is_shown_with_the_name_of_the_API()
    {
        var page = await Open("?job=4", _key);

        foreach (var field in Application.Jobs.JobFields.All)
        {
            await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = field, Exact = true })).ToBeVisibleAsync();
        }

        await Expect(page.Locator(".fields")).ToContainTextAsync("SubscriberImport");
        await Expect(page.Locator(".timeline li")).ToHaveCountAsync(5);
        await Expect(page.Locator(".timeline li").Last).ToContainTextAsync("Retry");
    }

    [TestCase(1, "It finished 1 d ago, after 40 min.")]
    [TestCase(3, "It failed 10 h ago, after 14 min, at 17 % (3,100 of 18,000). It will not be tried again.")]
    [TestCase(4, "It will be tried again in 4 min.")]
    [TestCase(
        8,
        "It is stalled: it started 3 h ago and has made no progress for 47 min, at 33 % (118,000 of 350,000)."
    )]
    [TestCase(6, "It has been running for 38 min, at 74 % (71,400 of 96,000). At its average speed it ends in 13 min.")]
    [TestCase(10, "It is paused, at 12 % (9,900 of 80,000). It continues when the winner of its split test is chosen.")]
    [TestCase(11, "It waits. It begins in 2 d.")]
    public async Task The_state_of_a_job_is_explained(long id, string story)
    {
        var page = await Open($"?job={id}", _key, now: _now);

        await Expect(page.Locator(".story")).ToContainTextAsync(story);
    }

    [TestCase(
        3,
        "It stopped in the middle, after 3,100",
        "3 other Campaign jobs ended: 2 failed and 1 finished. They may share the cause."
    )]
    [TestCase(
        20,
        "It stopped before it processed anything",
        "3 other Campaign jobs ended: 2 failed and 1 finished. They may share the cause."
    )]
    [TestCase(
        22,
        "It had processed everything",
        "3 other Campaign jobs ended: 2 failed and 1 finished. They may share the cause."
    )]
    [TestCase(
        4,
        "It stopped in the middle, after 61,000",
        "No other SubscriberImport job failed or finished within an hour"
    )]
    public async Task A_failed_job_is_compared_with_others_of_that_time(long id, string place, string others)
    {
        var end = _now.AddMinutes(-646);
        await Database.AddJobs([
            Ended(20, "failed", 0, end.AddMinutes(-20)),
            Ended(21, "finished", 500, end.AddMinutes(30)),
            Ended(22, "failed", 500, end.AddMinutes(10)),
            Ended(23, "failed", 500, end.AddHours(2)),
        ]);
        var page = await Open($"?job={id}", _key);

        await Expect(page.Locator("#clues")).ToContainTextAsync(place);
        await Expect(page.Locator("#clues")).ToContainTextAsync(others);
    }

    [Test]
    public async Task A_failed_job_is_compared_with_the_newest_of_very_many()
    {
        await Database.AddJobs(
            Enumerable.Range(100, 201).Select(id => Ended(id, "finished", 500, _now.AddMinutes(-640)))
        );
        var page = await Open("?job=3", _key);

        await Expect(page.Locator("#clues"))
            .ToContainTextAsync(
                "more than 200 other Campaign jobs ended: of the newest 200, 0 failed and 200 finished."
            );
    }

    [Test]
    public async Task The_jobs_that_a_failed_one_is_compared_with_can_be_listed()
    {
        await Database.AddJobs([Ended(20, "finished", 500, _now.AddMinutes(-640))]);
        var page = await Open("?job=3", _key);
        await Expect(page.Locator("#clues"))
            .ToContainTextAsync("1 other Campaign job ended: 0 failed and 1 finished. The cause may be in this job.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Campaign jobs at that time" }).ClickAsync();

        await page.ShowsJobs(20, 3);
    }

    [Test]
    public async Task A_job_that_did_not_fail_is_not_explained()
    {
        var page = await Open("?job=6", _key);
        await Expect(page.Locator(".story")).ToContainTextAsync("It has been running");
        await Expect(page.Locator("#clues")).ToBeHiddenAsync();

        await Database.Execute("UPDATE jobs SET state = 'failed', finished_at = updated_at WHERE id = 6");

        await Expect(page.Locator("#clues")).ToContainTextAsync("It stopped in the middle");
    }

    private static Job Ended(long id, string state, long value, DateTimeOffset end) =>
        JobBuilder.Job(id, 2, state) with
        {
            ProgressValue = value,
            ProgressTotal = 500,
            FinishedAt = DateTimeOffset.FromUnixTimeSeconds(end.ToUnixTimeSeconds()),
        };

    [Test]
    public async Task A_job_is_followed_until_it_is_deleted()
    {
        var page = await Open("?job=6", _key);
        await page.IsLive();

        await Database.Execute("UPDATE jobs SET progress_value = 95999, state = 'paused' WHERE id = 6");
        await Expect(page.Locator("p.progress")).ToContainTextAsync("99 %");
        await Expect(page.Locator("#announcement")).ToHaveTextAsync("The state is now paused.");
        await Database.Execute("DELETE FROM jobs WHERE id = 6");

        await Expect(page.Locator("#job-content")).ToHaveTextAsync("This job has been deleted.");
    }

    [TestCase("4711")]
    [TestCase("0")]
    [TestCase("nonsense")]
    public async Task An_unknown_job_is_explained_in_words(string id)
    {
        var page = await Open($"?job={id}", _key);

        await Expect(page.Locator("#job-content"))
            .ToHaveTextAsync("There is no job with this id, or it belongs to another organization.");
    }

    [Test]
    public async Task The_JSON_of_a_job_is_copied_with_integers_that_JavaScript_cannot_represent()
    {
        await Database.AddJobs(
            JobBuilder.Job(9_007_199_254_740_993, 2) with
            {
                ProgressValue = 9_007_199_254_740_995,
                ProgressTotal = long.MaxValue,
            }
        );
        var page = await Open(key: _key);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Job 9007199254740993" }).ClickAsync();
        await page.GetByText("JSON", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy JSON" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();

        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");

        Assert.That(
            copied,
            Does.Contain("9007199254740993").And.Contain("9007199254740995").And.Contain("9223372036854775807")
        );
    }
}
