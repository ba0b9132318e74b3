using System.Globalization;
using JobsService.Domain.Jobs;
using JobsService.IntegrationTests.Jobs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JobsService.BrowserTests;

/// <summary>The list: tabs, filters, order, pages and exports, all of which are in the address of the page.</summary>
[InBrowser]
internal sealed class ListTests : DashboardTests
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

    [TestCase("All", "12", new long[] { 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 })]
    [TestCase("Unfinished", "8", new long[] { 12, 11, 10, 9, 8, 7, 6, 4 })]
    [TestCase("Stalled", "2", new long[] { 8, 4 })]
    [TestCase("Failed", "2", new long[] { 4, 3 })]
    public async Task A_tab_shows_its_jobs_and_their_number(string title, string number, long[] jobs)
    {
        var page = await Open(key: _key);
        await page.Tab(title).ClickAsync();

        await page.ShowsJobs(jobs);
        await Expect(page.Tab(title)).ToHaveAttributeAsync("aria-current", "page");
        await Expect(page.Tab(title).Locator(".number")).ToHaveTextAsync(number);
        await Expect(page.Locator("#counted")).ToContainTextAsync("Counted");
    }

    [Test]
    public async Task The_list_opens_on_unfinished_jobs()
    {
        var page = await Open(key: _key);

        await page.ShowsJobs(12, 11, 10, 9, 8, 7, 6, 4);
        await Expect(page.Tab("Unfinished")).ToHaveAttributeAsync("aria-current", "page");
    }

    [TestCase("?view=all&state=sending,paused", new long[] { 10, 9, 6 })]
    [TestCase("?view=all&job_type=SubscriberImport", new long[] { 12, 8, 7, 4, 2 })]
    [TestCase("?view=all&name_contains=SALE", new long[] { 1 })]
    [TestCase("?view=failed&job_type=Campaign", new long[] { 3 })]
    [TestCase("?view=all&paused=true", new long[] { 10, 9 })]
    [TestCase("?view=all&finished_at__after=2020-01-01T00%3A00%3A00Z&order_by=id", new long[] { 1, 2, 3, 4, 5 })]
    public async Task A_shared_address_shows_the_same_jobs(string address, long[] jobs)
    {
        var page = await Open(address, _key);

        await page.ShowsJobs(jobs);
        Assert.That(new Uri(page.Url).Query, Is.EqualTo(address));
    }

    [Test]
    public async Task Each_filter_is_an_entry_of_the_history_and_can_be_removed()
    {
        var page = await Open("?view=all", _key);
        await page.ShowsJobs(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
        var states = await page.OpenMenu("states");
        await states.GetByLabel("failed").CheckAsync();
        await page.ShowsJobs(4, 3);
        await states.GetByLabel("cancelled").CheckAsync();
        await page.ShowsJobs(5, 4, 3);
        await page.Locator("#search").FillAsync("survey");
        await page.ShowsJobs(5);
        Assert.That(new Uri(page.Url).Query, Is.EqualTo("?view=all&name_contains=survey&state=cancelled%2Cfailed"));

        await page.GoBackAsync();
        await page.ShowsJobs(5, 4, 3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the filter State" }).ClickAsync();
        await page.ShowsJobs(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    [Test]
    public async Task A_filter_by_time_is_entered_in_the_zone_that_is_shown()
    {
        await Database.AddJobs(
            JobBuilder.Job(20, 2) with
            {
                CreatedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
                Name = "Noon",
            }
        );
        var page = await Open("?view=all&order_by=id", _key, new() { TimezoneId = "Asia/Tokyo" });
        await page.Locator("#zone").ClickAsync();
        await page.OpenMenu("times");
        await page.GetByLabel("From").FillAsync("2026-03-01T21:00");
        await page.GetByLabel("Before", new() { Exact = true }).FillAsync("2026-03-01T21:00:01");

        await page.ShowsJobs(20);
        Assert.That(
            new Uri(page.Url).Query,
            Does.Contain("created_at__after=2026-03-01T11%3A59%3A59Z")
                .And.Contain("created_at__before=2026-03-01T12%3A00%3A01Z")
        );
    }

    [Test]
    public async Task Last_week_is_offered_with_its_dates_and_closes_the_menu()
    {
        var page = await Open("?view=all", _key, now: new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));
        await page.OpenMenu("times");
        await page.GetByRole(AriaRole.Button, new() { Name = "Last week (Nov 16 – 22)" }).ClickAsync();

        await Expect(page.Locator("#times")).Not.ToHaveAttributeAsync("open", "");
        await Expect(page.Locator("#times summary")).ToBeFocusedAsync();
        await Expect(page.Locator("#chips"))
            .ToContainTextAsync("Created from 2026-11-16 00:00:00 UTC ×Created before 2026-11-23 00:00:00 UTC");
        Assert.That(
            new Uri(page.Url).Query,
            Is.EqualTo(
                "?view=all&created_at__after=2026-11-15T23%3A59%3A59Z&created_at__before=2026-11-23T00%3A00%3A00Z"
            )
        );
    }

    [Test]
    public async Task A_year_with_five_digits_is_refused()
    {
        var page = await Open("?view=all", _key);
        await page.OpenMenu("times");
        await page.Locator("#time-from")
            .EvaluateAsync("input => { input.value = '12026-03-01T21:00'; input.dispatchEvent(new Event('change')); }");

        Assert.That(await page.Locator("#time-from").EvaluateAsync<bool>("input => input.checkValidity()"), Is.False);
        Assert.That(new Uri(page.Url).Query, Is.EqualTo("?view=all"));
    }

    [TestCase("?view=failed", "finished_at")]
    [TestCase("?view=all", "created_at")]
    [TestCase("?view=failed&retry_at__after=2026-11-15T23%3A59%3A59Z", "retry_at")]
    public async Task The_time_filter_begins_with_the_moment_of_the_view(string address, string field)
    {
        var page = await Open(address, _key);

        await Expect(page.Locator("#time-field")).ToHaveValueAsync(field);
    }

    [Test]
    public async Task Pages_are_walked_by_their_tokens_and_Back_returns_to_the_page_before()
    {
        await Database.AddJobs(Enumerable.Range(100, 120).Select(id => JobBuilder.Job(id, 2)));
        var page = await Open("?order_by=id", _key);
        await Expect(page.Rows()).ToHaveCountAsync(50);
        var first = await page.Rows().First.GetAttributeAsync("id");

        await page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Expect(page.Row(142)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Expect(page.Rows()).ToHaveCountAsync(28);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Next" })).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Previous" }).ClickAsync();
        await Expect(page.Row(142)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "First page" }).ClickAsync();
        await Expect(page.Rows().First).ToHaveIdAsync(first!);
        await page.Locator("#per-page").SelectOptionAsync("200");

        await Expect(page.Rows()).ToHaveCountAsync(128);
        await Expect(page.Locator("#shown")).ToHaveTextAsync("128 jobs");
    }

    [TestCase("id", 4)]
    [TestCase("-changed", 12)]
    public async Task An_order_is_chosen_and_kept_in_the_address(string order, long first)
    {
        var page = await Open(key: _key);
        await page.Locator("#order").SelectOptionAsync(order);

        await Expect(page.Rows().First).ToHaveIdAsync($"row-{first}");
        Assert.That(new Uri(page.Url).Query, Is.EqualTo($"?order_by={order}"));
    }

    [Test]
    public async Task An_empty_list_says_whether_there_are_no_jobs_or_the_filters_hide_them()
    {
        var page = await Open("?view=all&name_contains=nothing", _key);
        await Expect(page.Locator("#empty-text")).ToHaveTextAsync("No job matches the filters.");
        await page.Locator("#empty-clear").ClickAsync();
        await Expect(page.Rows()).ToHaveCountAsync(12);

        var other = await Open("?view=all", await Database.AddKey(3));
        await Expect(other.Locator("#empty-text")).ToContainTextAsync("There are no jobs yet");
        await Expect(other.Locator("#empty-clear")).ToBeHiddenAsync();
        await other.Tab("Stalled").ClickAsync();
        await Expect(other.Locator("#empty-text")).ToContainTextAsync("when it has not changed for 15 minutes");
    }

    [Test]
    public async Task A_row_shows_the_progress_the_state_and_relative_and_absolute_times()
    {
        var page = await Open("?view=all", _key, now: _now);
        var sending = page.Row(6);
        await Expect(sending.Locator("progress")).ToHaveJSPropertyAsync("value", 74);
        await Expect(sending.Locator(".progress")).ToContainTextAsync("74 % · 71,400 / 96,000");
        await Expect(sending.Locator(".eta time")).ToContainTextAsync("in ");
        await Expect(sending.Locator(".begun time")).ToHaveTextAsync("38 min ago");
        await Expect(page.Row(9).Locator(".badge")).ToHaveTextAsync("paused");
        await Expect(page.Row(8).Locator(".badge")).ToHaveTextAsync("stalled");

        var begun = await sending.Locator(".begun time").GetAttributeAsync("datetime");
        var shown = DateTimeOffset
            .Parse(begun!, CultureInfo.InvariantCulture)
            .ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        await Expect(sending.Locator(".begun time")).ToHaveAttributeAsync("data-absolute", shown);
    }
}
