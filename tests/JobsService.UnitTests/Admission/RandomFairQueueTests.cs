using System.Threading.RateLimiting;
using JobsService.Api.Admission;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.Admission;

/// <summary>
/// Property-based tests of <see cref="FairQueueLimiter"/>: no random sequence of operations loses or duplicates a permit.
/// </summary>
internal sealed class RandomFairQueueTests
{
    private const int Histories = 100_000;
    private const int Steps = 15;
    private const int MaxPermits = 3;
    private const int Organizations = 3;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    [Test]
    public async Task After_any_sequence_of_operations_every_permit_is_free_again()
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
    public async Task Concurrent_requests_never_exceed_the_permit_limit_and_lose_no_permit(
        CancellationToken cancellationToken
    )
    {
        // Without a maximum wait, a lost permit makes requests wait until the test is cancelled.
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
                using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var acquiring = limiter
                    .AcquireAsync(seed % Organizations, cancellationToken: cancellation.Token)
                    .AsTask();
                if (random.Next(4) == 0)
                {
                    await cancellation.CancelAsync();
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
                    // This request was cancelled.
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
        private readonly List<(Task<RateLimitLease> Lease, CancellationTokenSource Cancellation)> _requests = [];
        private readonly HashSet<Task<RateLimitLease>> _released = [];

        /// <summary>A description of the failure; null if there is none.</summary>
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
            foreach (var (lease, cancellation) in _requests)
            {
                await lease.ContinueWith(static _ => { }, TaskScheduler.Default);
                await Release(lease);
                cancellation.Dispose();
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
                    await _requests[_random.Next(_requests.Count)].Cancellation.CancelAsync();
                    break;
                case 2:
                    _time.Advance(LongestWait / 3);
                    break;
                default:
                    var cancellation = new CancellationTokenSource();
                    var lease = limiter.AcquireAsync(
                        _random.Next(Organizations),
                        cancellationToken: cancellation.Token
                    );
                    _requests.Add((lease.AsTask(), cancellation));
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
