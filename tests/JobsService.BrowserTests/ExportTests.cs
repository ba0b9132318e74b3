using System.Text;
using Microsoft.Playwright;

namespace JobsService.BrowserTests;

/// <summary>The exports of the list.</summary>
[InBrowser]
internal sealed class ExportTests : DashboardTests
{
    [Test]
    public async Task An_export_has_exactly_the_jobs_that_are_filtered()
    {
        var key = await Database.AddKey(2);
        await Database.AddJobs(ExampleJobs.At(TimeProvider.System.GetUtcNow()));
        var page = await Open("?view=failed&order_by=id", key);
        await page.ShowsJobs(3, 4);
        await page.OpenMenu("export");
        var csv = await Download(page, "CSV for a spreadsheet");
        await page.OpenMenu("export");
        var ndjson = await Download(page, "NDJSON");

        Assert.That(csv, Does.StartWith("\uFEFFbegins_at,created_at,"));
        Assert.That(csv.TrimEnd().Split("\r\n"), Has.Length.EqualTo(3));
        Assert.That(
            ndjson.TrimEnd().Split('\n'),
            Has.Length.EqualTo(2).And.Some.Contains("\"id\":3,").And.Some.Contains("\"id\":4,")
        );
    }

    private static async Task<string> Download(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync()
        );
        await using var stream = await download.CreateReadStreamAsync();
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return Encoding.UTF8.GetString(memory.ToArray());
    }
}
