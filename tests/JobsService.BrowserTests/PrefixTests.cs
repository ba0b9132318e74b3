using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Replicas;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JobsService.BrowserTests;

/// <summary>The dashboard behind nginx, which removes a prefix from the paths.</summary>
[InBrowser]
internal sealed class PrefixTests : DashboardTests
{
    [Test]
    public async Task The_dashboard_works_behind_a_prefix(CancellationToken cancellationToken)
    {
        if (NginxProcess.UnavailableReason is { } reason)
        {
            Assert.Ignore(reason);
        }

        var key = await Database.AddKey(2);
        await Database.AddJobs(JobBuilder.Job(1, 2));
        await using var nginx = await NginxProcess.StartForProduction(
            Service.Client.BaseAddress!.Port,
            cancellationToken,
            prefix: "/jobs/"
        );
        var root = nginx.Client.BaseAddress!.OriginalString.TrimEnd('/');
        var page = await Open(root: $"{root}/jobs");
        await page.GotoAsync($"{root}/jobs/");
        await Expect(page).ToHaveURLAsync($"{root}/jobs/dashboard/");
        await page.GetByLabel("Secret of an API key").FillAsync(key);
        await page.Keyboard.PressAsync("Enter");
        await page.ShowsJobs(1);
        await page.IsLive();

        await Database.AddJobs(JobBuilder.Job(2, 2));
        await Expect(page.Locator("#news")).ToHaveTextAsync("1 new – show");
        await page.Row(1).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{root}/jobs/dashboard/?job=1");
        await page.Locator("#help-open").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "reference" }))
            .ToHaveJSPropertyAsync("href", $"{root}/jobs/docs");
    }
}
