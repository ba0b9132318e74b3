using JobsService.Domain.ApiKeys;
using JobsService.IntegrationTests.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JobsService.BrowserTests;

/// <summary>Signing in and out in a browser, and sessions that end under an open page.</summary>
[InBrowser]
internal sealed class SignInTests : DashboardTests
{
    private string _key = null!;

    protected override void Configure(WebApplicationBuilder builder) =>
        builder.Configuration["Authentication:FailuresPerMinutePerAddress"] = "3";

    [SetUp]
    public async Task AddJob()
    {
        _key = await Database.AddKey(2);
        await Database.AddJobs(JobBuilder.Job(1, 2));
    }

    [Test]
    public async Task A_person_signs_in_with_an_organization_and_a_secret_and_signs_out()
    {
        var page = await Open();
        await page.GetByLabel("Organization id").FillAsync("2");
        await page.GetByLabel("Secret of an API key").FillAsync(_key.Split(':')[1]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.ShowsJobs(1);

        await page.OpenMenu("account");
        await Expect(page.Locator("#account")).ToContainTextAsync("Organization 2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.Locator("#sign-in-reason")).ToHaveTextAsync("You have signed out.");
        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        Assert.That(await page.Context.CookiesAsync(), Is.Empty);
    }

    [Test]
    public async Task Pasted_credentials_fill_both_fields()
    {
        var page = await Open();
        await page.GetByLabel("Secret of an API key").FillAsync(_key);
        await Expect(page.GetByLabel("Organization id")).ToHaveValueAsync("2");
        await page.Keyboard.PressAsync("Enter");

        await page.ShowsJobs(1);
    }

    [Test]
    public async Task A_view_that_was_shared_is_shown_after_signing_in()
    {
        var page = await Open("?job=1");
        await page.GetByLabel("Secret of an API key").FillAsync(_key);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Job 1" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task Wrong_keys_are_explained_and_then_throttled()
    {
        var page = await Open();
        await page.GetByLabel("Organization id").FillAsync("2");
        await page.GetByLabel("Secret of an API key").FillAsync("short");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#sign-in-error")).ToContainTextAsync("40 characters");

        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await page.GetByLabel("Secret of an API key").FillAsync(new string('a', 39) + attempt);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await Expect(page.Locator("#sign-in-error"))
                .ToContainTextAsync(attempt <= 3 ? "do not belong to a valid API key" : "too many requests");
        }

        await Expect(page.Locator("#sign-in-error")).ToContainTextAsync("request ");
    }

    [Test]
    public async Task A_page_says_that_its_session_has_ended_when_the_key_is_revoked()
    {
        var page = await Open("?view=all", _key);
        await page.IsLive();

        await Database.Execute("UPDATE api_keys SET active = @no", new { no = false });

        await Expect(page.Locator("#sign-in-reason"))
            .ToContainTextAsync("Your session has ended, or its key was revoked");
        await Expect(page.Rows()).ToHaveCountAsync(0);
        Assert.That(new Uri(page.Url).Query, Is.EqualTo("?view=all"), "The view is kept for the next sign-in.");
    }

    [Test]
    public async Task Two_organizations_in_two_browsers_see_only_their_own_jobs()
    {
        var other = await Database.AddKey(3);
        await Database.AddJobs(JobBuilder.Job(2, 3));
        var page = await Open("?view=all", _key);
        var otherPage = await Open("?view=all", other);

        await page.ShowsJobs(1);
        await otherPage.ShowsJobs(2);
        await otherPage.GotoAsync($"{Root}/dashboard/?job=1");
        await Expect(otherPage.Locator("#job-content")).ToContainTextAsync("belongs to another organization");
    }

    [Test]
    public async Task The_demonstration_offers_its_keys()
    {
        await Database.AddOrganizations(1);
        await Database.Execute(
            "UPDATE api_keys SET secret_hash = @hash",
            new { hash = PublishedKey.Customer.SecretHash.ToArray() }
        );
        await Restart(_ => { }, "Development");
        var page = await Open();
        await page.GetByRole(AriaRole.Button, new() { Name = "Customer" }).ClickAsync();

        await page.ShowsJobs(1);
    }
}
