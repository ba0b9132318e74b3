using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JobsService.BrowserTests;

/// <summary>The parts of the dashboard's page that many tests use.</summary>
internal static class PageExtensions
{
    /// <summary>The row of a job.</summary>
    public static ILocator Row(this IPage page, long id) => page.Locator($"#row-{id}");

    /// <summary>All rows.</summary>
    public static ILocator Rows(this IPage page) => page.Locator("#rows tr");

    /// <summary>A tab, by its title.</summary>
    public static ILocator Tab(this IPage page, string title) =>
        page.Locator(
            "#tabs a",
            new() { HasTextRegex = new Regex($"^{title} ", RegexOptions.None, TimeSpan.FromSeconds(1)) }
        );

    /// <summary>Opens a menu, by the id of its element.</summary>
    public static async Task<ILocator> OpenMenu(this IPage page, string id)
    {
        var menu = page.Locator($"#{id}");
        await menu.Locator("summary").ClickAsync();
        return menu;
    }

    /// <summary>Waits until the list shows exactly these jobs, in this order.</summary>
    public static async Task ShowsJobs(this IPage page, params long[] ids)
    {
        await Expect(page.Locator("#table:not([aria-busy])")).ToHaveCountAsync(1);
        await Expect(page.Rows()).ToHaveCountAsync(ids.Length);
        for (var index = 0; index < ids.Length; index++)
        {
            await Expect(page.Rows().Nth(index)).ToHaveIdAsync($"row-{ids[index]}");
        }
    }

    /// <summary>Waits until changes are received.</summary>
    public static Task IsLive(this IPage page) => Expect(page.Locator("#connection-text")).ToHaveTextAsync("Live");
}
