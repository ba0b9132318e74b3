using System.Net;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Organizations;

/// <summary>The list of organizations and single organizations, which are for system admins.</summary>
[OnEveryEngine]
internal sealed class OrganizationListTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const long Unknown = 4711;

    private string _systemAdmin = null!;
    private RunningService _service = null!;

    [SetUp]
    public async Task Start()
    {
        await Database.AddOrganizations(1, 20, 3, 100);
        await Database.Execute("UPDATE organizations SET name = '100% Mail' WHERE id = 20");
        await Database.Execute("UPDATE organizations SET active = @no WHERE id = 3", new { no = false });
        _systemAdmin = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        _service = await RunningService.Start(Database);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    [TestCase("", ExpectedResult = new long[] { 1, 3, 20, 100 })]
    [TestCase("?per_page=3", ExpectedResult = new long[] { 1, 3, 20 })]
    [TestCase("?page=1&per_page=3", ExpectedResult = new long[] { 100 })]
    [TestCase("?page_token=&per_page=2", ExpectedResult = new long[] { 1, 3 })]
    [TestCase("?name_contains=MAIL", ExpectedResult = new long[] { 20 })]
    [TestCase("?name_contains=0%25", ExpectedResult = new long[] { 20 })]
    [TestCase("?name_contains=_", ExpectedResult = new long[] { })]
    [TestCase("?name_contains=organization&page=0", ExpectedResult = new long[] { 1, 3, 100 })]
    public async Task<IReadOnlyList<long>> Organizations_are_listed_by_id(string query) =>
        (await Get(Routes.Organizations + query)).Ids;

    [Test]
    public async Task Page_tokens_lead_through_all_organizations_and_belong_to_their_filter()
    {
        var first = await Get($"{Routes.Organizations}?page_token=&per_page=3");
        var second = await Get($"{Routes.Organizations}?page_token={first.NextPageToken}&per_page=3");
        var filtered = await Get($"{Routes.Organizations}?page_token={first.NextPageToken}&name_contains=o");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Ids.Concat(second.Ids), Is.EqualTo(new[] { 1, 3, 20, 100 }));
            Assert.That(second.NextPageToken, Is.Null);
            Assert.That(filtered.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        }
    }

    [TestCase("?name_contains=")]
    [TestCase("?per_page=0")]
    public async Task An_invalid_parameter_is_an_error(string query) =>
        Assert.That((await Get(Routes.Organizations + query)).ErrorCode, Is.EqualTo("invalid_request"));

    [Test]
    public async Task One_organization_is_returned_active_or_not()
    {
        var active = await Get(Routes.Organization(20));
        var inactive = await Get(Routes.Organization(3));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                active.Data.GetRawText(),
                Is.EqualTo("""{"active":true,"created_at":"2020-01-01T00:00:00Z","id":20,"name":"100% Mail"}""")
            );
            Assert.That(inactive.Data.GetProperty("active").GetBoolean(), Is.False);
        }
    }

    [Test]
    public async Task An_organization_that_does_not_exist_is_not_found()
    {
        var answer = await Get(Routes.Organization(Unknown));

        Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo((HttpStatusCode.NotFound, "not_found")));
    }

    [Test]
    public async Task An_organization_admin_gets_403_whether_or_not_the_organization_exists(
        [Values(1, 20)] long organizationId
    )
    {
        var key = await Database.AddKey(organizationId);
        foreach (
            var path in new[]
            {
                Routes.Organizations,
                $"{Routes.Organizations}?per_page=0",
                Routes.Organization(organizationId),
                Routes.Organization(100),
                Routes.Organization(Unknown),
            }
        )
        {
            using var answer = await _service.Get(path, key);

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), path);
        }
    }

    private async Task<Envelope> Get(string path) => await Envelope.Of(await _service.Get(path, _systemAdmin));
}
