using Deque.AxeCore.Playwright;
using JobsService.IntegrationTests.Docs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JobsService.BrowserTests;

/// <summary>
/// Every page, light and dark, on a desk and on a phone: nothing is wider than the window, and axe-core finds nothing. The
/// screenshots are in <c>artifacts/screenshots</c>; some of them are copied to <c>docs/images</c>.
/// </summary>
[InBrowser]
internal sealed class AppearanceTests : DashboardTests
{
    private static readonly string Screenshots = Path.Combine(Repository.Root, "artifacts", "screenshots");

    private static readonly (string Name, string Reference, string Ready)[] Pages =
    [
        ("sign-in", "", "#sign-in-form"),
        ("list", "?view=all", "#row-12"),
        ("empty", "?view=all&name_contains=nothing", "#empty-clear"),
        ("job", "?job=6", ".story"),
        ("job-failed", "?job=4", ".story"),
        ("job-unknown", "?job=4711", "#job-content [role=status]"),
    ];

    private string _key = null!;

    private static IEnumerable<TestCaseData> Cases() =>
        from page in Pages
        from colors in new[] { ColorScheme.Light, ColorScheme.Dark }
        from device in new[] { "desk", "phone" }
        select new TestCaseData(page.Name, page.Reference, page.Ready, colors, device).SetArgDisplayNames(
            page.Name,
            $"{colors}",
            device
        );

    [SetUp]
    public async Task AddJobs()
    {
        _key = await Database.AddKey(2);
        await Database.Execute("UPDATE organizations SET name = 'Aurora Travel'");
        await Database.AddJobs(ExampleJobs.At(TimeProvider.System.GetUtcNow()));
    }

    [TestCaseSource(nameof(Cases))]
    public async Task A_page_fits_the_window_and_is_accessible(
        string name,
        string reference,
        string ready,
        ColorScheme colors,
        string device
    )
    {
        var options = new BrowserNewContextOptions
        {
            ColorScheme = colors,
            ViewportSize =
                device == "phone" ? new() { Width = 375, Height = 812 } : new() { Width = 1280, Height = 820 },
        };
        var page = await Open(reference, name == "sign-in" ? null : _key, options);
        await Expect(page.Locator(ready).First).ToBeVisibleAsync();
        if (name == "list")
        {
            await page.IsLive();
            await Expect(page.Tab("All").Locator(".number")).ToHaveTextAsync("12");
        }

        Directory.CreateDirectory(Screenshots);
        await page.ScreenshotAsync(
            new() { Path = Path.Combine(Screenshots, $"{name}-{device}-{colors}.png".ToLowerInvariant()) }
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OverflowOf(page), Is.Zero, "The page is not wider than the window.");
            Assert.That(await ViolationsOn(page), Is.Empty);
        }
    }

    [TestCase("account")]
    [TestCase("states")]
    [TestCase("types")]
    [TestCase("times")]
    [TestCase("export")]
    public async Task An_open_menu_is_accessible(string menu)
    {
        var page = await Open("?view=all&state=sending", _key);
        await Expect(page.Locator("#states input").First).ToBeAttachedAsync();
        await page.OpenMenu(menu);
        Directory.CreateDirectory(Screenshots);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, $"menu-{menu}.png") });

        Assert.That(await ViolationsOn(page), Is.Empty);
    }

    [Test]
    public async Task The_help_is_accessible()
    {
        var page = await Open(key: _key);
        await page.Locator("#help-open").ClickAsync();
        Directory.CreateDirectory(Screenshots);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, "help.png") });

        Assert.That(await ViolationsOn(page), Is.Empty);
    }

    [Test]
    public async Task A_page_at_200_percent_is_not_wider_than_the_window()
    {
        // A window of 1280 pixels has 640 of the page's pixels at 200 %.
        var page = await Open(
            "?view=all",
            _key,
            new()
            {
                ViewportSize = new() { Width = 640, Height = 400 },
                DeviceScaleFactor = 2,
            }
        );
        await Expect(page.Row(12)).ToBeVisibleAsync();

        Assert.That(await OverflowOf(page), Is.Zero);
    }

    private static Task<int> OverflowOf(IPage page) =>
        page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    private static async Task<string[]> ViolationsOn(IPage page) =>
        [
            .. (await page.RunAxe()).Violations.Select(violation =>
                $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}"
            ),
        ];
}
