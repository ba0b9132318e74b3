using JobsService.IntegrationTests.Jobs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JobsService.BrowserTests;

/// <summary>Names of jobs are texts of users: they are shown as they are, and neither run nor break the page.</summary>
[InBrowser]
internal sealed class HostileNameTests : DashboardTests
{
    private static readonly string[] Names =
    [
        "<img src=x onerror=\"document.title='run'\">",
        "<script>document.title='run'</script>",
        "</th></tr></table><style>body{display:none}</style>",
        "javascript:document.title='run'",
        "{{constructor.constructor('document.title=1')()}}",
        "\u202Egnp.exe \u2067 מכירה \u2069 after",
        "مرحبا بالعالم",
        "👩‍👩‍👧‍👦 🏳️‍🌈 Z̸̡̛̲a̷l̶g̵o̴",
        new string('W', 255),
        string.Concat(Enumerable.Repeat("long ", 51)),
        "'; DROP TABLE jobs; --",
        "&lt;b&gt; & \" ' `",
    ];

    private string _key = null!;

    [SetUp]
    public async Task AddJobs()
    {
        _key = await Database.AddKey(2);
        await Database.AddJobs(
            Names.Select(
                (name, index) => JobBuilder.Job(index + 1, 2, name[..1]) with { Name = name, JobType = name[..1] }
            )
        );
    }

    [Test]
    public async Task Hostile_names_are_shown_as_text_in_the_list()
    {
        var page = await Open("?view=all&order_by=id", _key);
        await Expect(page.Rows()).ToHaveCountAsync(Names.Length);

        for (var index = 0; index < Names.Length; index++)
        {
            Assert.That(await page.Row(index + 1).Locator("a").TextContentAsync(), Is.EqualTo(Names[index]));
        }

        Assert.That(await page.TitleAsync(), Is.EqualTo("All – Jobs"));
        Assert.That(await OverflowOf(page), Is.Zero, "The page is not wider than the window.");
    }

    [Test]
    public async Task Hostile_names_are_shown_as_text_on_the_page_of_a_job([Range(1, 12)] int id)
    {
        var page = await Open($"?job={id}", _key);
        await Expect(page.Locator(".story")).ToBeVisibleAsync();

        Assert.That(await page.Locator("#job-title").TextContentAsync(), Is.EqualTo(Names[id - 1]));
        Assert.That(await OverflowOf(page), Is.Zero, "The page is not wider than the window.");
    }

    [Test]
    public async Task A_hostile_filter_is_shown_as_text()
    {
        var page = await Open($"?view=all&name_contains={Uri.EscapeDataString(Names[0])}", _key);

        await page.ShowsJobs(1);
        await Expect(page.Locator(".chip")).ToContainTextAsync(Names[0]);
    }

    private static Task<int> OverflowOf(IPage page) =>
        page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
