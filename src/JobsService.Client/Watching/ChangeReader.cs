using System.Runtime.CompilerServices;
using JobsService.Client.Http;
using JobsService.Client.Json;

namespace JobsService.Client.Watching;

/// <summary>Reads changes since a cursor, and the whole list if there is no valid cursor.</summary>
internal sealed class ChangeReader(ApiConnection api, JobSelection selection, ReadJobPage readPage)
{
    private const int Gone = 410;

    /// <summary>Reads changes until there are no more.</summary>
    /// <param name="cursor">The cursor; null or empty to read the whole list first.</param>
    /// <param name="wait">How long the service waits for a change.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async IAsyncEnumerable<JobChanges> Read(
        string? cursor,
        TimeSpan? wait,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        while (true)
        {
            if (string.IsNullOrEmpty(cursor))
            {
                // The cursor precedes the list, so that a change during the list is not lost.
                var start = await PresentCursor(cancellationToken).ConfigureAwait(false);
                await foreach (var batch in ReadList(start, cancellationToken).ConfigureAwait(false))
                {
                    yield return batch;
                }

                cursor = start;
                wait = null;
            }

            var changes = await Request(cursor!, wait, cancellationToken).ConfigureAwait(false);
            cursor = changes?.NextCursor;
            if (changes is not null)
            {
                yield return Batch(changes);
                if (!changes.HasMore)
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>Requests the cursor of the present state.</summary>
    public async Task<string> PresentCursor(CancellationToken cancellationToken) =>
        (
            await api.Get(
                    selection.Changes(cursor: "", wait: null, limit: null),
                    MediaTypes.Json,
                    Responses.Changes,
                    cancellationToken
                )
                .ConfigureAwait(false)
        ).NextCursor!;

    // Null if the cursor has expired.
    private async Task<ChangesEnvelope?> Request(string cursor, TimeSpan? wait, CancellationToken cancellationToken)
    {
        try
        {
            return await api.Get(
                    selection.Changes(cursor, wait, PageWalk<Job>.MaxSize),
                    MediaTypes.Json,
                    Responses.Changes,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (JobsException expired) when (expired.Status == Gone)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<JobChanges> ReadList(
        string start,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var isFirst = true;
        string? token = null;
        do
        {
            var page = await readPage(selection, token, PageWalk<Job>.MaxSize, cancellationToken).ConfigureAwait(false);
            token = page.ContinuationToken;
            yield return new JobChanges(isFirst, page.Values, [], [], token is null ? start : null);
            isFirst = false;
        } while (token is not null);
    }

    private JobChanges Batch(ChangesEnvelope changes)
    {
        var jobs = changes.Data!;
        IEnumerable<long> left = changes.Left ?? [];
        if (selection.UnfinishedOnly)
        {
            left = left.Concat(jobs.Where(job => !job.IsUnfinished).Select(job => job.Id));
            jobs = [.. jobs.Where(job => job.IsUnfinished)];
        }

        return new JobChanges(isReset: false, jobs, changes.Deleted ?? [], [.. left], changes.NextCursor);
    }
}
