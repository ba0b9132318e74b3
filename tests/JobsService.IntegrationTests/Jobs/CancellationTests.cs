using JobsService.Application.Filtering;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>A cancelled request stops its queries.</summary>
[OnEveryEngine]
internal sealed class CancellationTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private static IEnumerable<TestCaseData> Lists()
    {
        yield return Case("by_token", new GetAllJobs { Parameters = Of("page_token", "") });
        yield return Case("by_number", new GetAllJobs { Parameters = Of("page", "0") });
        yield return Case("whole", new GetUnfinishedJobs());
        yield return Case(
            "of_an_organization",
            new GetUnfinishedJobs { Organizations = OrganizationSelection.One(1), Parameters = Of("page", "0") }
        );

        static ListParameters Of(string name, string value) => new(given => given == name ? [value] : []);

        static TestCaseData Case(string name, IRequest<PagedResult<Job>> request) =>
            new TestCaseData(request).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Lists))]
    public void Cancellation_stops_the_reading_of_a_list(IRequest<PagedResult<Job>> request) =>
        Assert.That(
            async () =>
            {
                var list = await Mediator.Send(request, Cancelled);
                await foreach (var _ in list.Rows.WithCancellation(Cancelled)) { }
            },
            Throws.InstanceOf<OperationCanceledException>()
        );

    [Test]
    public void Cancellation_stops_the_look_up_of_one_job() =>
        Assert.That(() => Mediator.Send(new GetJob(1), Cancelled), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void Cancellation_stops_every_query_of_the_repository()
    {
        var jobs = Database.Services.GetRequiredService<IJobRepository>();
        var scope = ScopeOf(new GetUnfinishedJobs());
        var filter = JobFilter.None;

        using (Assert.EnterMultipleScope())
        {
            AssertCancelled(() => First(new Window.Keyset(Cursor.Beginning, Take: 1)));
            AssertCancelled(() => First(new Window.Offset(Skip: 0, Take: 1)));
            AssertCancelled(() => jobs.Count(scope, filter, Cancelled));
            AssertCancelled(() => jobs.HasMoreThan(0, scope, filter, Cancelled));
            AssertCancelled(() => jobs.Find(scope, id: 1, Cancelled));
            AssertCancelled(() => jobs.Summarize(scope, JobBuilder.Time, JobBuilder.Time, Cancelled));
        }

        Task First(Window window) => jobs.Read(scope, filter, window).FirstOrDefaultAsync(Cancelled).AsTask();
    }

    private static CancellationToken Cancelled => new(canceled: true);

    private IMediator Mediator => Database.Services.GetRequiredService<IMediator>();

    /// <summary>The scope of a request. Only the pipeline creates scopes, so the request is sent first.</summary>
    private OrganizationScope ScopeOf(GetUnfinishedJobs request)
    {
        _ = Mediator.Send(request);
        return request.Scope;
    }

    private static void AssertCancelled(Func<Task> query) =>
        Assert.That(query, Throws.InstanceOf<OperationCanceledException>());
}
