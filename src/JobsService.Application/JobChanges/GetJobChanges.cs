using JobsService.Application.Availability;
using JobsService.Application.Jobs;
using JobsService.Application.Organizations;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using MediatR;

namespace JobsService.Application.JobChanges;

/// <summary>
/// Returns the jobs in scope that were inserted, changed or deleted after a cursor; without a cursor, no jobs and the present cursor.
/// Waits for a change, if the request says so and there is none.
/// </summary>
/// <remarks>
/// In addition to the exceptions of <see cref="JobChangeRequest{TResponse}"/>, throws <see cref="CursorExpiredException"/> if the
/// changes after the cursor are no longer known.
/// </remarks>
public sealed record GetJobChanges : JobChangeRequest<ChangedJobs>;

/// <summary>What changed after a cursor.</summary>
/// <param name="Jobs">The changed jobs that match the filters, in the order of change.</param>
/// <param name="Deleted">The ids of deleted jobs.</param>
/// <param name="Left">The ids of changed jobs that do not match the filters.</param>
/// <param name="NextCursor">The cursor after these changes.</param>
/// <param name="HasMore">Whether there are more changes already.</param>
public sealed record ChangedJobs(
    IReadOnlyList<Job> Jobs,
    IReadOnlyList<long> Deleted,
    IReadOnlyList<long> Left,
    string NextCursor,
    bool HasMore
)
{
    /// <summary>The fields that the request selects, in alphabetical order; null if it selects none, which means the default.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>The time for <see cref="Job.IsStalled"/>.</summary>
    public DateTimeOffset StalledBefore { get; init; }
}

internal sealed class GetJobChangesHandler(
    IJobChangeRepository changes,
    IOrganizationRepository organizations,
    JobFeed feed,
    IListenerAdmission admission,
    JobListOptions options,
    TimeProvider time
) : IRequestHandler<GetJobChanges, ChangedJobs>
{
    public async Task<ChangedJobs> Handle(GetJobChanges request, CancellationToken cancellationToken)
    {
        await organizations.RequireSelected(request, cancellationToken);
        var position = await changes.FindPosition(cancellationToken);
        var after = request.Query.After(request.CursorScope) ?? position.Latest;
        if (!position.Knows(after))
        {
            throw new CursorExpiredException();
        }

        var limit = request.Query.Limit;
        var page = new JobChangePage([], after, HasMore: false);
        if (after < position.Latest)
        {
            page = await changes.Read(request.Scope, new ChangeRange(after, position.Latest), limit, cancellationToken);
        }

        if (page.Changes.Count == 0 && request.Query.Wait > TimeSpan.Zero)
        {
            page = await Wait(request, page.Until, cancellationToken);
        }

        return ResultOf(page, request);
    }

    private async Task<JobChangePage> Wait(GetJobChanges request, long after, CancellationToken cancellationToken)
    {
        admission.BecomeListener();
        using var listener = feed.Listen(request.Scope, after);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(request.Ending, cancellationToken);
        try
        {
            return await listener.Next(after, request.Query.Limit, request.Query.Wait, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new JobChangePage([], after, HasMore: false);
        }
    }

    private ChangedJobs ResultOf(JobChangePage page, GetJobChanges request)
    {
        var stalledBefore = options.StalledBefore(time.GetUtcNow());
        var filter = new JobFilter(JobSubset.All, request.Query.Filters, stalledBefore);
        List<Job> jobs = [];
        List<long> deleted = [];
        List<long> left = [];
        foreach (var change in page.Changes)
        {
            switch (change.Job)
            {
                case null:
                    deleted.Add(change.Id);
                    break;
                case { } job when filter.Includes(job):
                    jobs.Add(job);
                    break;
                default:
                    left.Add(change.Id);
                    break;
            }
        }

        return new ChangedJobs(jobs, deleted, left, request.CursorAt(page.Until), page.HasMore)
        {
            Fields = request.Query.Fields,
            StalledBefore = stalledBefore,
        };
    }
}
