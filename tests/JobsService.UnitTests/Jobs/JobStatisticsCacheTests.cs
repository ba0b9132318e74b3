using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Jobs;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.Jobs;

internal sealed class JobStatisticsCacheTests
{
    private static readonly OrganizationScope Every = OrganizationScope.Of(
        Caller.Operator,
        OrganizationSelection.Every
    );

    private FakeTimeProvider _time = null!;
    private JobStatisticsCache _cache = null!;
    private int _computations;

    [SetUp]
    public void Create()
    {
        _time = new FakeTimeProvider();
        _cache = new JobStatisticsCache(_time);
        _computations = 0;
    }

    [TestCase(0, 1)]
    [TestCase(99, 1)]
    [TestCase(100, 1)]
    [TestCase(101, 1.01)]
    [TestCase(3000, 30)]
    public async Task A_result_is_kept_for_ten_times_its_duration_and_at_least_for_a_second(
        int milliseconds,
        double seconds
    )
    {
        var first = await Get(Every, Lasting(milliseconds));
        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        var kept = await Get(Every, Lasting(0));
        _time.Advance(TimeSpan.FromTicks(1));
        var next = await Get(Every, Lasting(0));

        Assert.That((kept, next == first, _computations), Is.EqualTo((first, false, 2)));
    }

    [Test]
    public async Task Concurrent_callers_share_one_computation()
    {
        var result = new TaskCompletionSource<JobStatistics>();
        var callers = Enumerable.Range(0, 10).Select(_ => Get(Every, () => result.Task)).ToArray();
        result.SetResult(Result(7));

        Assert.That((await Task.WhenAll(callers)).Select(statistics => statistics.Total), Is.All.EqualTo(7));
        Assert.That(_computations, Is.EqualTo(1));
    }

    [TestCase(1, 1)]
    [TestCase(2, 7)]
    public async Task Callers_get_the_previous_result_during_a_computation_unless_it_is_old(int lifetimes, int total)
    {
        await Get(Every, () => Task.FromResult(Result(1)));
        _time.Advance(lifetimes * JobStatisticsCache.MinLifetime);
        var result = new TaskCompletionSource<JobStatistics>();
        var first = Get(Every, () => result.Task);
        var second = Get(Every, () => result.Task);
        result.SetResult(Result(7));

        Assert.That(((await first).Total, (await second).Total, _computations), Is.EqualTo((7, total, 2)));
    }

    [Test]
    public async Task A_caller_that_stops_waiting_does_not_cancel_the_computation_of_the_others()
    {
        using var disconnected = new CancellationTokenSource();
        var result = new TaskCompletionSource<JobStatistics>();
        var first = Get(Every, () => result.Task, disconnected.Token);
        var second = Get(Every, () => result.Task);
        await disconnected.CancelAsync();

        Assert.That(first.IsCanceled, Is.True);

        result.SetResult(Result(7));

        Assert.That(((await second).Total, _computations), Is.EqualTo((7, 1)));
    }

    [Test]
    public async Task A_failure_reaches_all_callers_that_wait_and_is_not_kept()
    {
        var result = new TaskCompletionSource<JobStatistics>();
        var first = Get(Every, () => result.Task);
        var second = Get(Every, () => result.Task);
        result.SetException(new NotFoundException());

        Assert.That(() => first, Throws.InstanceOf<NotFoundException>());
        Assert.That(() => second, Throws.InstanceOf<NotFoundException>());
        Assert.That(_cache.Count, Is.Zero);
        Assert.That((await Get(Every, Lasting(0))).Total, Is.EqualTo(2), "The second computation.");
    }

    [Test]
    public async Task A_computation_that_takes_longer_than_the_lifetime_is_not_started_twice()
    {
        var result = new TaskCompletionSource<JobStatistics>();
        var first = Get(Every, () => result.Task);
        _time.Advance(TimeSpan.FromHours(1));
        var second = Get(Every, () => result.Task);
        result.SetResult(Result(7));

        Assert.That((await first, _computations), Is.EqualTo((await second, 1)));
    }

    [Test]
    public async Task Results_of_different_scopes_are_separate()
    {
        OrganizationScope[] scopes =
        [
            Every,
            Of(7, ApiKeyRole.OrganizationAdmin),
            Of(8, ApiKeyRole.OrganizationAdmin),
            OrganizationScope.Of(Caller.Operator, OrganizationSelection.One(7)),
        ];
        foreach (var (index, scope) in scopes.Index())
        {
            await Get(scope, () => Task.FromResult(Result(index)));
        }

        foreach (var (index, scope) in scopes.Index())
        {
            Assert.That((await Get(scope, Lasting(0))).Total, Is.EqualTo(index));
        }
    }

    [Test]
    public async Task The_oldest_result_is_dropped_when_there_are_too_many()
    {
        for (var id = 0; id <= JobStatisticsCache.MaxResults; id++)
        {
            await Get(Of(id, ApiKeyRole.OrganizationAdmin), Lasting(1));
        }

        Assert.That(_cache.Count, Is.EqualTo(JobStatisticsCache.MaxResults));

        await Get(Of(1, ApiKeyRole.OrganizationAdmin), Lasting(0));
        Assert.That(_computations, Is.EqualTo(JobStatisticsCache.MaxResults + 1), "The second result is kept.");

        await Get(Of(0, ApiKeyRole.OrganizationAdmin), Lasting(0));
        Assert.That(_computations, Is.EqualTo(JobStatisticsCache.MaxResults + 2), "The first result is dropped.");
    }

    [Test]
    public async Task Outdated_results_are_dropped_at_the_next_computation()
    {
        for (var id = 0; id < 10; id++)
        {
            await Get(Of(id, ApiKeyRole.OrganizationAdmin), Lasting(0));
        }

        _time.Advance(JobStatisticsCache.MinLifetime);
        await Get(Every, Lasting(0));

        Assert.That(_cache.Count, Is.EqualTo(1));
    }

    private Task<JobStatistics> Get(
        OrganizationScope scope,
        Func<Task<JobStatistics>> compute,
        CancellationToken cancellationToken = default
    ) =>
        _cache.Get(
            scope,
            () =>
            {
                Interlocked.Increment(ref _computations);
                return compute();
            },
            cancellationToken
        );

    /// <summary>A computation of that duration, whose total is the number of the computation.</summary>
    private Func<Task<JobStatistics>> Lasting(int milliseconds) =>
        () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            return Task.FromResult(Result(_computations));
        };

    private static JobStatistics Result(long total) =>
        new(DateTimeOffset.UnixEpoch, Unfinished: 0, Stalled: 0, [new JobCount("s", "t", total)]);

    private static OrganizationScope Of(long organizationId, ApiKeyRole role) =>
        OrganizationScope.Of(new Caller(organizationId, role, ApiKeyId: 1), OrganizationSelection.InScope);
}
