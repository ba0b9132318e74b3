using System.Runtime.CompilerServices;
using JobsService.Application.Availability;
using JobsService.Application.Jobs;
using JobsService.Application.Organizations;
using JobsService.Domain.Jobs;
using MediatR;

namespace JobsService.Application.JobChanges;

/// <summary>
/// Returns the changes of the jobs in scope after a cursor, or from now on, as an endless stream of events. A slow reader gets each job
/// once, with its last state.
/// </summary>
/// <remarks>See <see cref="JobChangeRequest{TResponse}"/> for exceptions.</remarks>
/// <param name="LastEventId">The cursor of the last event of a client that reconnects; null or empty if it does not.</param>
public sealed record WatchJobs(string? LastEventId = null) : JobChangeRequest<JobEvents>
{
    internal override string? ResumedFrom => LastEventId;
}

/// <summary>A stream of events.</summary>
/// <param name="Events">
/// The events: first <see cref="JobEventType.Ready"/>, at once. The stream ends with <see cref="JobEventType.Bye"/> when
/// <see cref="JobChangeRequest{TResponse}.Ending"/> is cancelled or after <see cref="WatchJobsHandler.LongestStream"/>.
/// </param>
/// <param name="Fields">The selected fields, in alphabetical order; null for the default.</param>
/// <param name="StalledBefore">Returns the present time for <see cref="Job.IsStalled"/>.</param>
public sealed record JobEvents(
    IAsyncEnumerable<JobEvent> Events,
    IReadOnlyList<string>? Fields,
    Func<DateTimeOffset> StalledBefore
);

internal sealed class WatchJobsHandler(
    IJobChangeRepository changes,
    NewlyStalledJobs newlyStalled,
    IOrganizationRepository organizations,
    JobFeed feed,
    JobFeedMetrics metrics,
    IListenerAdmission admission,
    JobListOptions options,
    TimeProvider time
) : IRequestHandler<WatchJobs, JobEvents>
{
    /// <summary>The maximum duration of a stream. The client reconnects, possibly to another replica.</summary>
    public static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(30);

    /// <summary>The interval of heartbeats while nothing changes. Proxies often close a connection after 60 silent seconds.</summary>
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);

    // One event is created at a time, so this limits only how much is read at once.
    private const int Limit = 500;

    public async Task<JobEvents> Handle(WatchJobs request, CancellationToken cancellationToken)
    {
        await organizations.RequireSelected(request, cancellationToken);
        var position = await changes.FindPosition(cancellationToken);
        var cursor = request.Query.Cursor(request.CursorScope) ?? PresentCursor(request, position);
        admission.BecomeListener();
        var events = Watch(request, position, cursor, cancellationToken);
        return new JobEvents(Counted(events), request.Query.Fields, StalledBefore);
    }

    private DateTimeOffset StalledBefore() => options.StalledBefore(time.GetUtcNow());

    private async IAsyncEnumerable<JobEvent> Counted(IAsyncEnumerable<JobEvent> events)
    {
        await foreach (var item in events)
        {
            metrics.CountEvent(item.Type);
            yield return item;
        }
    }

    private async IAsyncEnumerable<JobEvent> Watch(
        WatchJobs request,
        ChangePosition position,
        ChangeCursor cursor,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var longest = new CancellationTokenSource(LongestStream, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            longest.Token,
            request.Ending,
            cancellationToken
        );
        if (!position.Knows(cursor.Version))
        {
            cursor = PresentCursor(request, position);
            yield return EventOf(JobEventType.Reset, cursor, request);
        }

        yield return EventOf(JobEventType.Ready, cursor, request);
        using var listener = feed.Listen(request.Scope, position.Latest);
        while (await Next(listener, cursor.Version, ending.Token) is { } page)
        {
            foreach (var change in page.Changes.TakeWhile(_ => !ending.IsCancellationRequested))
            {
                cursor = cursor with { Version = change.Version };
                yield return EventOf(change, cursor, request);
            }

            if (ending.IsCancellationRequested)
            {
                break;
            }

            cursor = cursor with { Version = page.Until };
            var (newly, stalledBefore) = await ReadNewlyStalled(request, cursor, cancellationToken);
            cursor = cursor with { StalledBefore = stalledBefore };
            foreach (var job in newly)
            {
                yield return EventOf(new JobChange(cursor.Version, job.Id, job), cursor, request);
            }

            if (page.Changes.Count == 0 && newly.Count == 0)
            {
                yield return EventOf(JobEventType.Heartbeat, cursor, request);
            }
        }

        if (!ending.IsCancellationRequested)
        {
            cursor = PresentCursor(request, await changes.FindPosition(cancellationToken));
            yield return EventOf(JobEventType.Reset, cursor, request);
        }

        yield return EventOf(JobEventType.Bye, cursor, request);
    }

    /// <summary>Returns the next changes; null if the stream ends, or if the changes are no longer known.</summary>
    private static async Task<JobChangePage?> Next(JobFeedListener listener, long after, CancellationToken ending)
    {
        try
        {
            return await listener.Next(after, Limit, HeartbeatInterval, ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return null;
        }
        catch (CursorExpiredException)
        {
            return null;
        }
    }

    /// <summary>
    /// Returns the jobs that became stalled since the cursor, and the time of its next one; none until a heartbeat is due, so that a
    /// stream rarely costs a query of its own.
    /// </summary>
    private async Task<(IReadOnlyList<Job> Jobs, DateTimeOffset? StalledBefore)> ReadNewlyStalled(
        WatchJobs request,
        ChangeCursor cursor,
        CancellationToken cancellationToken
    )
    {
        var stalledBefore = StalledBefore();
        if (cursor.StalledBefore is not { } from || stalledBefore - from < HeartbeatInterval)
        {
            return ([], cursor.StalledBefore);
        }

        try
        {
            return (await newlyStalled.Read(request.Scope, from, stalledBefore, cancellationToken), stalledBefore);
        }
        catch (DatabaseUnavailableException)
        {
            return ([], from);
        }
    }

    private ChangeCursor PresentCursor(WatchJobs request, ChangePosition position) =>
        request.Query.CursorAt(position.Latest, StalledBefore());

    private JobEvent EventOf(JobChange change, ChangeCursor cursor, WatchJobs request)
    {
        var filter = new JobFilter(JobSubset.All, request.Query.Filters, StalledBefore());
        var type = change.TypeFor(filter);
        var shown = type == JobEventType.Job ? change.Job : null;
        return new JobEvent(type, request.TextOf(cursor), change.Id, shown);
    }

    private static JobEvent EventOf(JobEventType type, ChangeCursor cursor, WatchJobs request) =>
        new(type, request.TextOf(cursor));
}
