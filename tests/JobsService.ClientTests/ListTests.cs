using JobsService.Client;
using JobsService.ClientTests.Scripted;

namespace JobsService.ClientTests;

internal sealed class ListTests
{
    [Test]
    public async Task A_list_is_read_page_by_page_with_tokens()
    {
        await using var server = new ScriptedServer(
            Replies.Whole(Texts.Page("a+b", Texts.Job(1), Texts.Job(2))),
            Replies.Whole(Texts.Page(nextToken: null, Texts.Job(3)))
        );

        var jobs = await ScriptedClient.Of(server).GetJobsAsync().ToListAsync();

        Assert.That(jobs.Select(job => job.Id), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(
            server.Requests.Select(request => request.Target),
            Is.EqualTo(
                new[]
                {
                    "/ga/api/v2/jobs/all?per_page=1000&page_token=",
                    "/ga/api/v2/jobs/all?per_page=1000&page_token=a%2Bb",
                }
            )
        );
    }

    [Test]
    public async Task A_list_that_is_cut_continues_with_the_token_of_the_page()
    {
        var second = Texts.Page("t2", Texts.Job(3), Texts.Job(4));
        await using var server = new ScriptedServer(
            Replies.Whole(Texts.Page("t1", Texts.Job(1), Texts.Job(2))),
            Replies.Cut(second, after: second.Length / 2),
            Replies.Nothing,
            Replies.Whole(second),
            Replies.Whole(Texts.Page(nextToken: null, Texts.Job(5)))
        );

        var jobs = await ScriptedClient.Of(server).GetJobsAsync().ToListAsync();

        Assert.That(jobs.Select(job => job.Id), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
        Assert.That(
            server.Requests.Select(request => request.Target.Split("page_token=")[1]),
            Is.EqualTo(new[] { "", "t1", "t1", "t1", "t2" })
        );
    }

    [Test]
    public async Task Pages_continue_after_a_token_of_another_process()
    {
        await using var server = new ScriptedServer(Replies.Whole(Texts.Page("t9", Texts.Job(8))));

        var page = await ScriptedClient.Of(server).GetJobsAsync().AsPages("t8", pageSizeHint: 2).FirstAsync();

        Assert.That(page.ContinuationToken, Is.EqualTo("t9"));
        Assert.That(page.Values.Single().Id, Is.EqualTo(8));
        Assert.That(server.Requests.Single().Target, Does.EndWith("?per_page=2&page_token=t8"));
    }

    [TestCase(0)]
    [TestCase(2001)]
    public void A_page_size_that_the_service_does_not_have_is_refused(int size) =>
        Assert.That(
            () => ScriptedClient.Of(new Uri("http://127.0.0.1:1")).GetJobsAsync().AsPages(pageSizeHint: size),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contain("1 to 2000")
        );

    [Test]
    public async Task Every_property_of_a_query_is_a_parameter()
    {
        await using var server = new ScriptedServer();
        var query = new JobQuery
        {
            Scope = OrganizationScope.For(3),
            UnfinishedOnly = true,
            Ids = { 1, 2 },
            States = { JobState.Failed, "a,b" },
            SecondaryStates = { "onhold" },
            Types = { JobType.Campaign },
            MailingListIds = { 4 },
            SuppressionListIds = { 5 },
            NameContains = "50 % &+ü",
            Paused = false,
            Stalled = true,
            Order = JobOrder.ChangedDescending,
            Fields = { "name" },
            BeginsAtAfter = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
        };

        Assert.ThrowsAsync<JobsException>(async () => await ScriptedClient.Of(server).GetJobsAsync(query).FirstAsync());

        Assert.That(
            server.Requests.Single().Target,
            Is.EqualTo(
                "/ga/api/v2/organizations/3/jobs/unfinished?id=1%2C2&state=failed&state=a%2Cb&state2=onhold&job_type=Campaign"
                    + "&mailing_list_id=4&suppression_list_id=5&name_contains=50%20%25%20%26%2B%C3%BC&paused=false&stalled=true"
                    + "&begins_at__after=2026-01-02T01%3A04%3A05Z&fields=name%2Cid&order_by=-changed"
                    + "&per_page=1000&page_token="
            )
        );
    }

    [Test]
    public async Task Every_time_of_a_query_has_its_own_parameter()
    {
        await using var server = new ScriptedServer();
        var times = typeof(JobQuery)
            .GetProperties()
            .Where(property => property.PropertyType == typeof(DateTimeOffset?));
        var query = new JobQuery();
        foreach (var (property, index) in times.Select((property, index) => (property, index)))
        {
            property.SetValue(query, DateTimeOffset.UnixEpoch.AddDays(index));
        }

        Assert.ThrowsAsync<JobsException>(async () => await ScriptedClient.Of(server).GetJobsAsync(query).FirstAsync());

        var names = server.Requests.Single().Target.Split('?', '&')[1..^2].Select(text => text.Split('=')[0]);
        Assert.That(names, Is.EquivalentTo(times.Select(property => ParameterOf(property.Name))));
    }

    // BeginsAtAfter is begins_at__after.
    private static string ParameterOf(string property)
    {
        var name = property.Replace("AtAfter", "_at__after", StringComparison.Ordinal);
#pragma warning disable CA1308 // Parameters are lower-case.
        return name.Replace("AtBefore", "_at__before", StringComparison.Ordinal).ToLowerInvariant();
#pragma warning restore CA1308
    }

    [Test]
    public async Task Organizations_and_keys_are_lists_as_well()
    {
        const string Organization = """{"active":true,"created_at":"2020-01-01T00:00:00Z","id":1,"name":"One"}""";
        const string Key =
            """{"active":true,"created_at":"2020-01-01T00:00:00Z","expires_at":null,"id":4,"last_used_at":null,"name":"k","organization_id":1,"role":"new_role","secret_last4":"de30"}""";
        await using var server = new ScriptedServer(
            Replies.Whole(Texts.Page(nextToken: null, Organization)),
            Replies.Whole(Texts.Page(nextToken: null, Key))
        );
        var client = ScriptedClient.Of(server);

        var organization = await client.GetOrganizationsAsync("One").SingleAsync();
        var key = await client.GetApiKeysAsync(1).SingleAsync();

        Assert.That(organization.Name, Is.EqualTo("One"));
        Assert.That(key.Role, Is.EqualTo(new ApiKeyRole("new_role")));
        Assert.That(key.Secret, Is.Null);
        Assert.That(server.Requests[0].Target, Does.StartWith("/ga/api/v2/organizations?name_contains=One&"));
        Assert.That(server.Requests[1].Target, Does.StartWith("/ga/api/v2/organizations/1/api_keys?"));
    }
}
