using JobsService.IntegrationTests.Jobs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JobsService.BrowserTests;

/// <summary>The dashboard without a mouse.</summary>
[InBrowser]
internal sealed class KeyboardTests : DashboardTests
{
    private string _key = null!;

    [SetUp]
    public async Task AddJobs()
    {
        _key = await Database.AddKey(2);
        await Database.AddJobs(ExampleJobs.At(TimeProvider.System.GetUtcNow()));
    }

    [Test]
    public async Task A_person_signs_in_finds_a_job_and_returns_with_the_keyboard_only()
    {
        var page = await Open();
        await Expect(page.GetByLabel("Organization id")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("2");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(_key.Split(':')[1]);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Rows()).ToHaveCountAsync(8);

        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("jkrt?/");
        await Expect(page.Locator("#search")).ToHaveValueAsync("jkrt?/");
        await page.Locator("#search").ClearAsync();
        await page.Keyboard.TypeAsync("csv");
        await page.ShowsJobs(12, 8, 7, 4);
        await page.Locator("#search").BlurAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("k");
        await Expect(page.Row(8).Locator("a")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "old-shop-customers.csv" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Alt+ArrowLeft");

        await page.ShowsJobs(12, 8, 7, 4);
    }

    [Test]
    public async Task Shortcuts_pause_change_the_colors_and_show_the_help()
    {
        var page = await Open(key: _key, options: new() { ColorScheme = ColorScheme.Light });
        await page.IsLive();
        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator("#connection-text")).ToHaveTextAsync("Paused");
        await page.Keyboard.PressAsync("r");
        await page.IsLive();

        await page.Keyboard.PressAsync("t");
        await page.Keyboard.PressAsync("t");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.ReloadAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(page.Rows()).ToHaveCountAsync(8);

        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    [Test]
    public async Task Escape_closes_a_menu_and_returns_to_its_button()
    {
        var page = await Open(key: _key);
        await page.Locator("#states summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#states")).ToHaveAttributeAsync("open", "");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator("#states")).Not.ToHaveAttributeAsync("open", "");
        await Expect(page.Locator("#states summary")).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_focused_row_shows_its_absolute_times()
    {
        var page = await Open(key: _key);
        await Expect(page.Rows()).ToHaveCountAsync(8);
        await page.Keyboard.PressAsync("j");

        var shown = await page.Row(12)
            .Locator(".updated time")
            .EvaluateAsync<string>("time => getComputedStyle(time, '::after').content");

        Assert.That(shown, Does.Contain("UTC"));
    }
}
