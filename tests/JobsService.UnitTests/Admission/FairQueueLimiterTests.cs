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
    public async Task A_free_permit_is_granted_at_once()
    {
        using var lease = await _limiter.AcquireAsync(One);

        Assert.That(lease.IsAcquired, Is.True);
        Assert.That(_limiter.GetStatistics(One)!.CurrentAvailablePermits, Is.Zero);
    }

    [Test]
    public async Task Requests_of_one_organization_are_admitted_in_the_order_in_which_they_came()
    {
        var waiting = await Enqueue((One, "a"), (One, "b"), (One, "c"));

        Assert.That(await OrderOf(waiting), Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public async Task Permits_go_round_the_organizations_that_wait()
    {
        var waiting = await Enqueue((One, "a1"), (One, "a2"), (One, "a3"), (Other, "b1"), (Third, "c1"), (Other, "b2"));

        Assert.That(await OrderOf(waiting), Is.EqualTo(new[] { "a1", "b1", "c1", "a2", "b2", "a3" }));
    }

    [Test]
    public async Task A_full_queue_of_one_organization_refuses_its_requests_and_no_others()
    {
        await Enqueue([.. Enumerable.Range(0, QueueLimit).Select(number => (One, $"{number}"))]);

        using var refused = await _limiter.AcquireAsync(One);
        var other = _limiter.AcquireAsync(Other);

        Assert.That(refused.IsAcquired, Is.False);
        Assert.That(other.IsCompleted, Is.False, "It waits.");
    }

    [Test]
    public async Task A_queue_that_overflows_refuses_its_oldest_requests_and_stays_short_for_a_second()
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
        Assert.That(waiting[^1].Lease.IsCompleted, Is.False, "The newest of them still waits.");
        Assert.That((await stillRemembered).IsAcquired, Is.False, "The last overflow counts, not the first.");
    }

    [Test]
    public async Task A_queue_that_has_not_overflowed_for_a_second_has_its_full_length_again()
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
    public async Task A_request_that_has_waited_for_the_longest_time_is_refused()
    {
        var waiting = await Enqueue((One, "a"));
        _time.Advance(LongestWait);

        Assert.That((await waiting[0].Lease).IsAcquired, Is.False);
        Assert.That(_limiter.GetStatistics(One)!.CurrentQueuedCount, Is.Zero);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_request_that_is_cancelled_while_it_waits_leaves_the_queue_and_the_next_one_is_admitted(
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
    public async Task A_lease_that_is_disposed_of_twice_gives_one_permit_back()
    {
        var lease = await _limiter.AcquireAsync(One);
        lease.Dispose();
        lease.Dispose();

        Assert.That(_limiter.GetStatistics(One)!.CurrentAvailablePermits, Is.EqualTo(1));
    }

    private async Task<(string Name, Task<RateLimitLease> Lease)[]> Enqueue(
        params (long Organization, string Name)[] requests
    ) => await Enqueue(requests, hold: true);

    /// <summary>Takes the only permit, and then queues requests.</summary>
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

    /// <summary>Gives the permit back again and again, and notes which request gets it.</summary>
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
