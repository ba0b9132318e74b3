using JobsService.IntegrationTests.Jobs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JobsService.BrowserTests;

/// <summary>Requests of the page that fail.</summary>
[InBrowser]
internal sealed class FailureTests : DashboardTests
{
    [Test]
    public async Task A_failed_request_is_explained_with_its_request_id_and_can_be_repeated()
    {
        var key = await Database.AddKey(2);
        await Database.AddJobs(JobBuilder.Job(1, 2));
        var page = await Open(key: key);
        await page.ShowsJobs(1);
        await page.RouteAsync(
            "**/jobs/all?*",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        Status = 503,
                        Headers = new Dictionary<string, string>(StringComparer.Ordinal)
                        {
                            ["X-Request-Id"] = "abc123",
                            ["Retry-After"] = "5",
                        },
                        ContentType = "application/json",
                        Body = "{}",
                    }
                )
        );
        await page.Tab("All").ClickAsync();
        await Expect(page.Locator("#notice"))
            .ToContainTextAsync("The service is busy, or its database cannot be reached. Try again in 5 s.");
        await Expect(page.Locator("#notice")).ToContainTextAsync("Request abc123");
        await Expect(page.Rows()).ToHaveCountAsync(0);
        await Expect(page.Locator("#export")).ToBeHiddenAsync();
        await Expect(page.Locator("#connection")).ToBeHiddenAsync();
        await page.UnrouteAsync("**/jobs/all?*");

        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(page.Locator("#notice")).ToBeHiddenAsync();
        await page.ShowsJobs(1);
        await Expect(page.Locator("#export")).ToBeVisibleAsync();
        await page.IsLive();
    }
}
