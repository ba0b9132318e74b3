using System.Runtime.CompilerServices;
using JobsService.Client.Http;

namespace JobsService.Client.Watching;

/// <summary>
/// Follows the selected jobs: reads a cursor, then the list, then events. After a failure it continues from the cursor of the last
/// event that the caller has received, or reads the list again if the cursor has expired.
/// </summary>
internal sealed class JobWatch(ApiConnection api, JobSelection selection, ReadJobPage readPage)
{
    private const int BadRequest = 400;
    private const int Gone = 410;

    private readonly WatchedJobs _jobs = new(selection);

    private string? _cursor;
    private bool _hasBegun;
    private bool _isResumable;
    private int _failures;
    private TimeSpan? _reconnectionInterval;

    /// <summary>Runs until it is canceled.</summary>
    /// <exception cref="JobsException">The service cannot be reached at the beginning, or refuses the request.</exception>
    public async IAsyncEnumerable<JobChange> Run([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            JobsException? failure = null;
            await using (var changes = Follow(cancellationToken).GetAsyncEnumerator(cancellationToken))
            {
                while (true)
                {
                    try
                    {
                        if (!await changes.MoveNextAsync().ConfigureAwait(false))
                        {
                            break;
                        }
                    }
                    catch (JobsException exception) when (CanRecover(exception))
                    {
                        failure = exception;
                        break;
                    }

                    yield return changes.Current;
                }
            }

            await Pause(failure, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Follows the jobs until the connection ends.</summary>
    private async IAsyncEnumerable<JobChange> Follow([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_cursor is null)
        {
            await foreach (var change in ReadList(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }

            yield return new JobChange(JobChangeKind.CaughtUp, jobId: 0, job: null);
        }

        var stream = new EventStream(api, selection.Events(_cursor!));
        await foreach (var item in stream.Read(cancellationToken).ConfigureAwait(false))
        {
            _reconnectionInterval = stream.ReconnectionInterval;
            _failures = ShowsProgress(item) ? 0 : _failures;
            if (item.Kind is JobEventKind.Reset)
            {
                _cursor = null;
                yield break;
            }

            if (_jobs.Apply(item) is { } change)
            {
                yield return change;
            }

            // After the change was returned, so that it is not lost if it could not be.
            _cursor = stream.Cursor ?? _cursor;
            _isResumable = true;
            if (item.Kind is JobEventKind.Bye)
            {
                yield break;
            }
        }
    }

    private async IAsyncEnumerable<JobChange> ReadList([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = new HashSet<long>();
        var reader = new ChangeReader(api, selection, readPage);
        var start = await reader.PresentCursor(cancellationToken).ConfigureAwait(false);
        string? token = null;
        do
        {
            var page = await readPage(selection, token, PageWalk<Job>.MaxSize, cancellationToken).ConfigureAwait(false);
            token = page.ContinuationToken;
            foreach (var job in page.Values)
            {
                found.Add(job.Id);
                if (_jobs.Update(job) is { } change)
                {
                    yield return change;
                }
            }
        } while (token is not null);

        foreach (var id in _jobs.Ids.Where(id => !found.Contains(id)).ToArray())
        {
            if (_jobs.Remove(id, JobChangeKind.Left) is { } change)
            {
                yield return change;
            }
        }

        _cursor = start;
        (_hasBegun, _isResumable) = (true, false);
    }

    private bool CanRecover(JobsException failure)
    {
        // A later version of the service can refuse a cursor of an earlier one. A new cursor is refused because of the query.
        if (failure.Status == Gone || (failure.Status == BadRequest && _isResumable))
        {
            _cursor = null;
            return true;
        }

        // A proxy can answer with a page of its own while the service restarts.
        return _hasBegun && (failure.IsTransient || failure.Status < 400);
    }

    // A service that ends each stream at once would otherwise be called without a growing delay.
    private static bool ShowsProgress(JobEvent item) =>
        item.Kind is not (JobEventKind.Other or JobEventKind.Reset or JobEventKind.Bye);

    private Task Pause(JobsException? failure, CancellationToken cancellationToken)
    {
        _failures++;
        var asked = failure is null ? _reconnectionInterval : failure.RetryAfter;
        var delay = asked ?? RetryDelays.Backoff(api.Options, _failures);
        if (failure is not null)
        {
            api.Options.OnRetry?.Invoke(new RetryNotice(failure, _failures, delay));
        }

        return api.Options.Time.Wait(delay, cancellationToken);
    }
}
