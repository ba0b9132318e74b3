using System.Threading.RateLimiting;
using JobsService.Api.Admission;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.Admission;

/// <summary>Random histories of a <see cref="FairQueueLimiter"/>: whatever happens, no permit is lost and none is made.</summary>
internal sealed class RandomFairQueueTests
{
    private const int Histories = 100_000;
    private const int Steps = 15;
    private const int MaxPermits = 3;
    private const int Organizations = 3;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    [Test]
    public async Task After_any_history_every_permit_is_free_again()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var history = new History(seed);
            await history.Run();

            Assert.That(history.Problem, Is.Null, $"History {seed}.");
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Concurrent_requests_never_hold_more_permits_than_there_are_and_lose_none(
        CancellationToken cancellationToken
    )
    {
        // Without a longest wait: if a permit were lost, requests would wait until the test is cancelled.
        await using var limiter = new FairQueueLimiter(
            MaxPermits,
            queueLimit: 4,
            Timeout.InfiniteTimeSpan,
            TimeProvider.System
        );
        var (inUse, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(client => Task.Run(() => Client(client))));

        Assert.That(cancellationToken.IsCancellationRequested, Is.False, "Requests waited for a permit that was lost.");
        Assert.That(most, Is.LessThanOrEqualTo(MaxPermits));
        Assert.That(limiter.GetStatistics(0)!.CurrentAvailablePermits, Is.EqualTo(MaxPermits));

        async Task Client(int seed)
        {
            var random = new Random(seed);
            for (var request = 0; request < 20_000 && !cancellationToken.IsCancellationRequested; request++)
            {
                using var leaves = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var acquiring = limiter.AcquireAsync(seed % Organizations, cancellationToken: leaves.Token).AsTask();
                if (random.Next(4) == 0)
                {
                    await leaves.CancelAsync();
                }

                try
                {
                    using var lease = await acquiring;
                    if (lease.IsAcquired)
                    {
                        InterlockedMax(ref most, Interlocked.Increment(ref inUse));
                        await Task.Yield();
                        Interlocked.Decrement(ref inUse);
                    }
                }
                catch (OperationCanceledException)
                {
                    // It left.
                }
            }
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int current;
        while ((current = Volatile.Read(ref target)) < value)
        {
            Interlocked.CompareExchange(ref target, value, current);
        }
    }

    private sealed class History(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly FakeTimeProvider _time = new();
        private readonly List<(Task<RateLimitLease> Lease, CancellationTokenSource Leaves)> _requests = [];
        private readonly HashSet<Task<RateLimitLease>> _released = [];

        /// <summary>What went wrong; null for nothing.</summary>
        public string? Problem { get; private set; }

        public async Task Run()
        {
            var permits = 1 + _random.Next(MaxPermits);
            await using var limiter = new FairQueueLimiter(permits, _random.Next(3), LongestWait, _time);
            for (var step = 0; step < Steps; step++)
            {
                await Step(limiter);
                if (Held > permits)
                {
                    Problem = $"{Held} of {permits} permits are held after step {step}.";
                }
            }

            _time.Advance(LongestWait);
            foreach (var (lease, leaves) in _requests)
            {
                await lease.ContinueWith(static _ => { }, TaskScheduler.Default);
                await Release(lease);
                leaves.Dispose();
            }

            if (limiter.GetStatistics(0)!.CurrentAvailablePermits != permits)
            {
                Problem =
                    $"{limiter.GetStatistics(0)!.CurrentAvailablePermits} of {permits} permits are free at the end.";
            }
        }

        private int Held =>
            _requests
                .Where(request => request.Lease is { IsCompletedSuccessfully: true, Result.IsAcquired: true })
                .Count(request => !_released.Contains(request.Lease));

        private async Task Step(FairQueueLimiter limiter)
        {
            switch (_random.Next(5))
            {
                case 0 when _requests.Count > 0:
                    await Release(_requests[_random.Next(_requests.Count)].Lease);
                    break;
                case 1 when _requests.Count > 0:
                    await _requests[_random.Next(_requests.Count)].Leaves.CancelAsync();
                    break;
                case 2:
                    _time.Advance(LongestWait / 3);
                    break;
                default:
                    var leaves = new CancellationTokenSource();
                    var lease = limiter.AcquireAsync(_random.Next(Organizations), cancellationToken: leaves.Token);
                    _requests.Add((lease.AsTask(), leaves));
                    break;
            }
        }

        private async Task Release(Task<RateLimitLease> lease)
        {
            if (lease.IsCompletedSuccessfully)
            {
                _released.Add(lease);
                (await lease).Dispose();
            }
        }
    }
}
