using System.Text.RegularExpressions;
using JobsService.IntegrationTests.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JobsService.BrowserTests;

/// <summary>A page that follows changes: rows change in place, and nothing moves under the pointer.</summary>
[InBrowser]
internal sealed partial class LiveTests : DashboardTests
{
    private string _key = null!;

    [SetUp]
    public async Task AddJobs()
    {
        _key = await Database.AddKey(2);
        await Database.AddJobs(
            Enumerable
                .Range(1, 3)
                .Select(id =>
                    JobBuilder.Job(id, 2, "sending") with
                    {
                        ProgressTotal = 100,
                        StartedAt = JobBuilder.Time,
                        UpdatedAt = TimeProvider.System.GetUtcNow(),
                    }
                )
        );
    }

    [Test]
    public async Task A_row_changes_in_place_when_its_job_makes_progress()
    {
        var page = await OpenLive();

        await Database.Execute("UPDATE jobs SET progress_value = 42 WHERE id = 2");

        await Expect(page.Row(2).Locator(".progress")).ToContainTextAsync("42 %");
        await page.ShowsJobs(3, 2, 1);
        await Expect(page.Locator("#news")).ToBeHiddenAsync();
    }

    [Test]
    public async Task New_deleted_and_finished_jobs_wait_until_they_are_asked_for()
    {
        var page = await OpenLive();

        await Database.AddJobs(JobBuilder.Job(4, 2), JobBuilder.Job(5, 2));
        await Expect(page.Locator("#news")).ToHaveTextAsync("2 new – show");
        await Database.Execute("DELETE FROM jobs WHERE id = 3");
        await Database.Execute("UPDATE jobs SET state = 'finished' WHERE id = 1");
        await Expect(page.Locator("#news")).ToHaveTextAsync("2 new, 2 no longer here – show");
        await page.ShowsJobs(3, 2, 1);
        await Expect(page.Row(1)).ToHaveClassAsync("gone");
        await Expect(page.Row(1).Locator(".state").First).ToHaveTextAsync("finished");

        await page.Locator("#news").ClickAsync();

        await page.ShowsJobs(5, 4, 2);
        await Expect(page.Locator("#news")).ToBeHiddenAsync();
    }

    [Test]
    public async Task A_job_that_leaves_the_filter_stays_until_the_list_is_shown_again()
    {
        var page = await OpenLive("?view=all&state=sending");

        await Database.Execute("UPDATE jobs SET state = 'paused' WHERE id = 2");

        await Expect(page.Row(2)).ToHaveClassAsync("gone");
        await Expect(page.Locator("#news")).ToHaveTextAsync("1 no longer here – show");
        await page.Locator("#news").ClickAsync();
        await page.ShowsJobs(3, 1);
    }

    [Test]
    public async Task The_numbers_of_the_tabs_follow()
    {
        var page = await OpenLive();
        await Expect(page.Tab("All").Locator(".number")).ToHaveTextAsync("3");

        await Database.AddJobs(JobBuilder.Job(4, 2, "failed"));

        await Expect(page.Tab("All").Locator(".number")).ToHaveTextAsync("4");
        await Expect(page.Tab("Failed").Locator(".number")).ToHaveTextAsync("1");
    }

    [Test]
    public async Task An_empty_list_shows_its_first_job_by_itself()
    {
        await Database.Execute("DELETE FROM jobs");
        var page = await OpenLive();
        await Expect(page.Locator("#empty-text")).ToBeVisibleAsync();

        await Database.AddJobs(JobBuilder.Job(4, 2));

        await page.ShowsJobs(4);
    }

    [Test]
    public async Task A_paused_page_does_not_change_and_continues_without_a_gap()
    {
        var page = await OpenLive();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.Locator("#connection-text")).ToHaveTextAsync("Paused");
        await Database.Execute("UPDATE jobs SET progress_value = 42 WHERE id = 2");
        await Expect(page.Locator("#connection")).ToHaveAttributeAsync("data-age", Age());
        await Expect(page.Row(2).Locator(".progress")).ToContainTextAsync("0 %");

        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

        await Expect(page.Row(2).Locator(".progress")).ToContainTextAsync("42 %");
    }

    [Test]
    public async Task A_hidden_page_closes_its_stream_and_catches_up_when_it_is_visible()
    {
        var page = await OpenLive();
        await SetHidden(page, isHidden: true);
        await Expect(page.Locator("#connection")).ToHaveAttributeAsync("data-state", "paused");
        await Database.Execute("UPDATE jobs SET progress_value = 7 WHERE id = 1");

        await SetHidden(page, isHidden: false);

        await Expect(page.Row(1).Locator(".progress")).ToContainTextAsync("7 %");
        await page.IsLive();
    }

    [Test]
    public async Task A_page_keeps_its_data_while_the_service_restarts_and_resumes_without_a_gap()
    {
        var page = await OpenLive();
        var root = Root;
        await Service.Stop();
        await Expect(page.Locator("#connection")).ToHaveAttributeAsync("data-state", "lost");
        await Expect(page.Locator("#connection")).ToHaveAttributeAsync("data-age", Age());
        await page.ShowsJobs(3, 2, 1);
        await Database.Execute("UPDATE jobs SET progress_value = 99 WHERE id = 3");
        await Database.Execute("DELETE FROM jobs WHERE id = 1");

        await Restart(builder => builder.WebHost.UseUrls(root));

        await page.IsLive();
        await Expect(page.Row(3).Locator(".progress")).ToContainTextAsync("99 %");
        await Expect(page.Row(1)).ToHaveClassAsync("gone");
    }

    private async Task<IPage> OpenLive(string reference = "")
    {
        var page = await Open(reference, _key);
        await page.IsLive();
        return page;
    }

    private static async Task SetHidden(IPage page, bool isHidden) =>
        await page.EvaluateAsync(
            """
            hidden => {
              Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
              document.dispatchEvent(new Event('visibilitychange'));
            }
            """,
            isHidden
        );

    [GeneratedRegex("^[0-9]+ s old$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Age();
}
