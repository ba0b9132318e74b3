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

/// <summary>Whoever goes away stops what was asked for, whatever that is.</summary>
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
    public void A_list_is_stopped(IRequest<PagedResult<Job>> request) =>
        Assert.That(
            async () =>
            {
                var list = await Mediator.Send(request, Cancelled);
                await foreach (var _ in list.Rows.WithCancellation(Cancelled)) { }
            },
            Throws.InstanceOf<OperationCanceledException>()
        );

    [Test]
    public void A_look_up_is_stopped() =>
        Assert.That(() => Mediator.Send(new GetJob(1), Cancelled), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void Every_question_to_the_database_is_stopped()
    {
        var jobs = Database.Services.GetRequiredService<IJobRepository>();
        var scope = ScopeOf(new GetUnfinishedJobs());
        var filter = JobFilter.None;

        using (Assert.EnterMultipleScope())
        {
            AssertStopped(() => First(new Window.Keyset(Cursor.Beginning, Take: 1)));
            AssertStopped(() => First(new Window.Offset(Skip: 0, Take: 1)));
            AssertStopped(() => jobs.Count(scope, filter, Cancelled));
            AssertStopped(() => jobs.HasMoreThan(0, scope, filter, Cancelled));
            AssertStopped(() => jobs.Find(scope, id: 1, Cancelled));
        }

        Task First(Window window) => jobs.Read(scope, filter, window).FirstOrDefaultAsync(Cancelled).AsTask();
    }

    private static CancellationToken Cancelled => new(canceled: true);

    private IMediator Mediator => Database.Services.GetRequiredService<IMediator>();

    /// <summary>Only the pipeline makes a scope.</summary>
    private OrganizationScope ScopeOf(GetUnfinishedJobs request)
    {
        _ = Mediator.Send(request);
        return request.Scope;
    }

    private static void AssertStopped(Func<Task> ask) =>
        Assert.That(ask, Throws.InstanceOf<OperationCanceledException>());
}
