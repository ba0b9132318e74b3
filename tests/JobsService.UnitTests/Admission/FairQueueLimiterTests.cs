using System.Threading.RateLimiting;
using JobsService.Api.Admission;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.Admission;

internal sealed class FairQueueLimiterTests
{
    private const int QueueLimit = 4;
    private const long One = 1;
    private const long Other = 2;
    private const long Third = 3;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly List<(string Name, RateLimitLease Lease)> _admitted = [];

    private FakeTimeProvider _time = null!;
    private FairQueueLimiter _limiter = null!;

    [SetUp]
    public void Create()
    {
        _time = new FakeTimeProvider();
        _limiter = new FairQueueLimiter(permitLimit: 1, QueueLimit, LongestWait, _time);
        _admitted.Clear();
    }

    [TearDown]
    public async Task Dispose() => await _limiter.DisposeAsync();

    [Test]
    public async Task A_free_permit_is_granted_immediately()
    {
        using var lease = await _limiter.AcquireAsync(One);

        Assert.That(lease.IsAcquired, Is.True);
        Assert.That(_limiter.GetStatistics(One)!.CurrentAvailablePermits, Is.Zero);
    }

    [Test]
    public async Task Requests_of_one_organization_are_admitted_in_FIFO_order()
    {
        var waiting = await Enqueue((One, "a"), (One, "b"), (One, "c"));

        Assert.That(await OrderOf(waiting), Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public async Task Requests_of_several_organizations_are_admitted_round_robin()
    {
        var waiting = await Enqueue((One, "a1"), (One, "a2"), (One, "a3"), (Other, "b1"), (Third, "c1"), (Other, "b2"));

        Assert.That(await OrderOf(waiting), Is.EqualTo(new[] { "a1", "b1", "c1", "a2", "b2", "a3" }));
    }

    [Test]
    public async Task A_full_queue_refuses_only_requests_of_its_own_organization()
    {
        await Enqueue([.. Enumerable.Range(0, QueueLimit).Select(number => (One, $"{number}"))]);

        using var refused = await _limiter.AcquireAsync(One);
        var other = _limiter.AcquireAsync(Other);

        Assert.That(refused.IsAcquired, Is.False);
        Assert.That(other.IsCompleted, Is.False, "The request of the other organization is queued.");
    }

    [Test]
    public async Task A_queue_that_overflows_refuses_its_oldest_requests_and_stays_shortened_for_a_second()
    {
        var waiting = await Enqueue([.. Enumerable.Range(0, QueueLimit).Select(number => (One, $"{number}"))]);
        using var refused = await _limiter.AcquireAsync(One);
        var left = await Task.WhenAll(waiting.SkipLast(1).Select(request => request.Lease));
        var stillShort = await _limiter.AcquireAsync(One);
        _time.Advance(OrganizationQueue.OverflowMemory / 2);
        var shortAgain = await _limiter.AcquireAsync(One);
        _time.Advance(OrganizationQueue.OverflowMemory / 2);
        var stillRemembered = _limiter.AcquireAsync(One);

        Assert.That(left.Select(lease => lease.IsAcquired), Has.None.True);
        Assert.That((stillShort.IsAcquired, shortAgain.IsAcquired), Is.EqualTo((false, false)));
        Assert.That(waiting[^1].Lease.IsCompleted, Is.False, "The newest request is still queued.");
        Assert.That((await stillRemembered).IsAcquired, Is.False, "The second starts at the last overflow.");
    }

    [Test]
    public async Task A_queue_that_has_not_overflowed_for_a_second_regains_its_full_length()
    {
        var first = await _limiter.AcquireAsync(One);
        await Enqueue([.. Enumerable.Range(0, QueueLimit - 1).Select(number => (One, $"{number}"))], hold: false);
        var last = _limiter.AcquireAsync(One);
        using var refused = await _limiter.AcquireAsync(One);
        first.Dispose();
        (await last).Dispose();
        _time.Advance(OrganizationQueue.OverflowMemory);

        using var held = await _limiter.AcquireAsync(One);
        var waiting = Enumerable.Range(0, QueueLimit).Select(_ => _limiter.AcquireAsync(One)).ToArray();

        Assert.That(waiting.Select(lease => lease.IsCompleted), Is.All.False);
    }

    [Test]
    public async Task A_request_that_has_waited_for_the_maximum_time_is_refused()
    {
        var waiting = await Enqueue((One, "a"));
        _time.Advance(LongestWait);

        Assert.That((await waiting[0].Lease).IsAcquired, Is.False);
        Assert.That(_limiter.GetStatistics(One)!.CurrentQueuedCount, Is.Zero);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_cancelled_request_leaves_the_queue_and_the_next_one_is_admitted(
        CancellationToken cancellationToken
    )
    {
        using var left = new CancellationTokenSource();
        var held = await _limiter.AcquireAsync(One, cancellationToken: cancellationToken);
        var cancelled = _limiter.AcquireAsync(One, cancellationToken: left.Token).AsTask();
        var next = _limiter.AcquireAsync(Other, cancellationToken: cancellationToken);
        await left.CancelAsync();
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());

        held.Dispose();

        Assert.That((await next).IsAcquired, Is.True);
    }

    [Test]
    public async Task A_lease_that_is_disposed_twice_releases_one_permit()
    {
        var lease = await _limiter.AcquireAsync(One);
        lease.Dispose();
        lease.Dispose();

        Assert.That(_limiter.GetStatistics(One)!.CurrentAvailablePermits, Is.EqualTo(1));
    }

    private async Task<(string Name, Task<RateLimitLease> Lease)[]> Enqueue(
        params (long Organization, string Name)[] requests
    ) => await Enqueue(requests, hold: true);

    /// <summary>Acquires the only permit if <paramref name="hold"/>, and then queues requests.</summary>
    private async Task<(string Name, Task<RateLimitLease> Lease)[]> Enqueue(
        (long Organization, string Name)[] requests,
        bool hold
    )
    {
        if (hold)
        {
            _admitted.Add(("", await _limiter.AcquireAsync(Third)));
        }

        return [.. requests.Select(request => (request.Name, _limiter.AcquireAsync(request.Organization).AsTask()))];
    }

    /// <summary>Releases the permit repeatedly and returns the order in which requests acquire it.</summary>
    private async Task<List<string>> OrderOf((string Name, Task<RateLimitLease> Lease)[] waiting)
    {
        List<string> order = [];
        var left = waiting.ToList();
        var held = _admitted[^1].Lease;
        while (left.Count > 0)
        {
            held.Dispose();
            held = await await Task.WhenAny(left.Select(request => request.Lease));
            var admitted = left.Single(request => request.Lease.IsCompleted);
            left.Remove(admitted);
            order.Add(admitted.Name);
        }

        return order;
    }
}
