using System.Diagnostics.Metrics;
using JobsService.Application.Scoping;

namespace JobsService.Application.JobChanges;

/// <summary>Measures <see cref="JobFeed"/> and the streams of events.</summary>
internal sealed class JobFeedMetrics
{
    private readonly UpDownCounter<long> _listeners;
    private readonly Counter<long> _events;
    private readonly Counter<long> _coalesced;

    private double _lag;

    public JobFeedMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(ScopeMetrics.MeterName);
        _listeners = meter.CreateUpDownCounter<long>(
            "jobsservice.feed.listeners",
            "{listener}",
            "Open streams of events, and requests that wait for a change."
        );
        _events = meter.CreateCounter<long>("jobsservice.feed.events", "{event}", "Events sent to clients, by type.");
        _coalesced = meter.CreateCounter<long>(
            "jobsservice.feed.coalesced",
            "{change}",
            "Changes that a client was not told, because the job had changed again before the client read them."
        );
        // So that the counter exists before the first such change.
        _coalesced.Add(0);
        meter.CreateObservableGauge(
            "jobsservice.feed.lag",
            () => Volatile.Read(ref _lag),
            "s",
            "For how long a change that was written has not been readable for the feed: because of a long transaction, or because "
                + "the database is unavailable. 0 if nobody listens."
        );
    }

    /// <summary>Counts a listener that was added (1) or removed (-1).</summary>
    public void CountListener(int change) => _listeners.Add(change);

    /// <summary>Counts an event.</summary>
    public void CountEvent(JobEventType type) =>
        _events.Add(1, new KeyValuePair<string, object?>("type", JobEvent.NameOf(type)));

    /// <summary>Counts changes that were replaced by later ones.</summary>
    public void CountCoalesced(long changes) => _coalesced.Add(changes);

    /// <summary>Sets the lag.</summary>
    public void SetLag(TimeSpan lag) => Volatile.Write(ref _lag, lag.TotalSeconds);
}
