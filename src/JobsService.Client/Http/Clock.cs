namespace JobsService.Client.Http;

/// <summary>Waits by a <see cref="TimeProvider"/>, in the forms of both target frameworks.</summary>
internal static class Clock
{
    /// <summary>Completes after the delay.</summary>
    public static Task Wait(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, time, cancellationToken);
#else
        time.Delay(delay, cancellationToken);
#endif
}

/// <summary>Cancels an operation on request of the caller, or when it takes too long.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private readonly TimeSpan _limit;

    /// <summary>Starts the time.</summary>
    public Deadline(TimeProvider time, TimeSpan limit, CancellationToken caller)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _limit = limit;
        _timer = time.CreateTimer(
            static state => ((CancellationTokenSource)state!).Cancel(),
            _source,
            limit,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Is canceled by the caller or when the time is over.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Starts the time again.</summary>
    public void Restart() => _timer.Change(_limit, Timeout.InfiniteTimeSpan);

    /// <summary>Stops the time until the next start.</summary>
    public void Stop() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }
}
