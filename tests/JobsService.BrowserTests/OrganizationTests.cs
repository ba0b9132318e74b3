using JobsService.Domain.ApiKeys;
using JobsService.IntegrationTests.Jobs;
using static Microsoft.Playwright.Assertions;

namespace JobsService.BrowserTests;

/// <summary>System admins choose one organization, or all of them.</summary>
[InBrowser]
internal sealed class OrganizationTests : DashboardTests
{
    private string _key = null!;

    [SetUp]
    public async Task AddJobs()
    {
        _key = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        await Database.AddOrganizations(2, 3);
        await Database.AddJobs(JobBuilder.Job(1, 1), JobBuilder.Job(2, 2), JobBuilder.Job(3, 3));
    }

    [Test]
    public async Task A_system_admin_sees_all_organizations_in_a_column_and_can_choose_one()
    {
        var page = await Open(key: _key);
        await page.ShowsJobs(3, 2, 1);
        await Expect(page.Row(3).Locator(".organization")).ToHaveTextAsync("3");

        await page.GetByLabel("Organization", new() { Exact = true }).FillAsync("2 Organization 2");
        await page.GetByLabel("Organization", new() { Exact = true }).BlurAsync();
        await page.ShowsJobs(2);
        await Expect(page.Row(2).Locator(".organization")).ToBeHiddenAsync();
        await Expect(page.Tab("All").Locator(".number")).ToHaveTextAsync("1");
        Assert.That(new Uri(page.Url).Query, Is.EqualTo("?organization=2"));
        await page.IsLive();
        await Database.AddJobs(JobBuilder.Job(4, 2), JobBuilder.Job(5, 3));
        await Expect(page.Locator("#news")).ToHaveTextAsync("1 new – show");

        await page.GetByLabel("Organization", new() { Exact = true }).FillAsync("");
        await page.GetByLabel("Organization", new() { Exact = true }).BlurAsync();
        await page.ShowsJobs(5, 4, 3, 2, 1);
    }

    [Test]
    public async Task Organizations_are_suggested_by_their_names()
    {
        var page = await Open(key: _key);
        await page.GetByLabel("Organization", new() { Exact = true }).FillAsync("ization 3");

        await Expect(page.Locator("#organizations option")).ToHaveCountAsync(1);
        await Expect(page.Locator("#organizations option")).ToHaveAttributeAsync("value", "3 Organization 3");
    }

    [Test]
    public async Task An_unknown_organization_is_explained()
    {
        var page = await Open("?organization=4711", _key);

        await Expect(page.Locator("#notice")).ToContainTextAsync("There is nothing here");
        await Expect(page.Locator("#notice")).ToContainTextAsync("Request ");
    }

    [Test]
    public async Task A_customer_has_no_choice()
    {
        var page = await Open(key: await Database.AddKey(2));
        await page.ShowsJobs(2);

        await Expect(page.Locator("#scope")).ToBeHiddenAsync();
        await Expect(page.Row(2).Locator(".organization")).ToBeHiddenAsync();
    }
}
