using FsCheck;
using FsCheck.Fluent;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.QueryStrings;

/// <summary>A parameter that takes a list accepts the forms that PHP and Rails write: <c>state[]</c> and <c>state[0]</c>.</summary>
[OnEveryEngine]
internal sealed class BracketParameterTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const int Requests = 300;

    private static readonly string[] States = ["failed", "FINISHED", "idle", "paused", "none"];

    private string _key = null!;
    private RunningService _service = null!;

    [SetUp]
    public async Task Start()
    {
        await Database.AddOrganizations(1);
        _key = await Database.AddKey(1);
        await Database.AddJobs(
            Job(1, 1, "failed"),
            Job(2, 1, "finished") with
            {
                JobType = "SubscriberImport",
            },
            Job(3, 1, "idle"),
            Job(4, 1, "paused") with
            {
                JobType = "ListExport",
            }
        );
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

    [TestCase("state[]=failed", ExpectedResult = new long[] { 1 })]
    [TestCase("state[]=failed&state[]=idle", ExpectedResult = new long[] { 1, 3 })]
    [TestCase("state[0]=failed&state[1]=idle", ExpectedResult = new long[] { 1, 3 })]
    [TestCase("state[1]=failed&state[1]=idle&state[007]=paused", ExpectedResult = new long[] { 1, 3, 4 })]
    [TestCase("state%5B%5D=failed&state%5b0%5d=idle", ExpectedResult = new long[] { 1, 3 })]
    [TestCase("STATE[]=FAILED", ExpectedResult = new long[] { 1 })]
    [TestCase("state=failed,idle&state[]=paused,failed&state[9]=finished", ExpectedResult = new long[] { 1, 2, 3, 4 })]
    [TestCase("state[]=failed&job_type[]=campaign&job_type[]=listexport", ExpectedResult = new long[] { 1 })]
    [TestCase("job_type[0]=campaign&page_token=&per_page=1", ExpectedResult = new long[] { 1 })]
    public async Task<IReadOnlyList<long>> Elements_in_brackets_are_values_of_the_list(string query) =>
        (await Get(query)).Ids;

    [TestCase("state[]=")]
    [TestCase("state[]")]
    [TestCase("state=failed&state[]=")]
    [TestCase("state[0]=a,,b")]
    [TestCase("state[]=a&state[]=b&state=c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t&state[0]=u")]
    public async Task Invalid_elements_are_refused_like_other_values(string query)
    {
        var answer = await Get(query);

        Assert.That(answer.ErrorMessage, Does.StartWith("state must be words separated by commas"));
    }

    [Test]
    public async Task A_page_token_is_valid_for_every_form_of_the_same_filter()
    {
        var first = await Get("state=failed,idle&per_page=1&page_token=");

        var second = await Get($"state[1]=idle&state[]=failed&per_page=1&page_token={first.NextPageToken}");

        Assert.That((second.Ids, second.NextPageToken), Is.EqualTo((new[] { 3L }, (string?)null)));
    }

    [Test]
    public void Any_mixture_of_forms_returns_the_same_as_values_separated_by_commas()
    {
        var parameters =
            from name in Gen.Elements(
                "state",
                "State",
                "state[]",
                "state[0]",
                "state[12]",
                "state%5B%5D",
                "STATE%5b3%5D"
            )
            from states in Gen.NonEmptyListOf(Gen.Elements(States))
            select (name, states: string.Join(',', states));

        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Requests),
            Prop.ForAll(
                Gen.NonEmptyListOf(parameters).ToArbitrary(),
                async list =>
                {
                    var given = list.Take(8).ToArray();
                    var mixed = await Get(string.Join('&', given.Select(one => $"{one.name}={one.states}")));
                    var plain = await Get($"state={string.Join(',', given.Select(one => one.states))}");

                    Assert.That(mixed.Ids, Is.EqualTo(plain.Ids));
                }
            )
        );
    }

    private async Task<Envelope> Get(string query) =>
        await Envelope.Of(await _service.Get($"{Routes.All}?{query}", _key));
}
