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

internal sealed class GetJobChangesHandler(
    IJobChangeRepository changes,
    NewlyStalledJobs newlyStalled,
    IOrganizationRepository organizations,
    JobFeed feed,
    IListenerAdmission admission,
    JobListOptions options,
    TimeProvider time
) : IRequestHandler<GetJobChanges, ChangedJobs>
{
    private DateTimeOffset StalledBefore => options.StalledBefore(time.GetUtcNow());

    public async Task<ChangedJobs> Handle(GetJobChanges request, CancellationToken cancellationToken)
    {
        await organizations.RequireSelected(request, cancellationToken);
        var position = await changes.FindPosition(cancellationToken);
        var cursor =
            request.Query.Cursor(request.CursorScope) ?? request.Query.CursorAt(position.Latest, StalledBefore);
        if (!position.Knows(cursor.Version))
        {
            throw new CursorExpiredException();
        }

        var page = new JobChangePage([], cursor.Version, HasMore: false);
        if (cursor.Version < position.Latest)
        {
            var range = new ChangeRange(cursor.Version, position.Latest);
            page = await changes.Read(request.Scope, range, request.Query.Limit, cancellationToken);
        }

        var result = await ResultOf(page, cursor, request, cancellationToken);
        return result.IsEmpty && request.Query.Wait > TimeSpan.Zero
            ? await ResultOf(await Wait(request, page.Until, cancellationToken), cursor, request, cancellationToken)
            : result;
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

    private async Task<ChangedJobs> ResultOf(
        JobChangePage page,
        ChangeCursor cursor,
        GetJobChanges request,
        CancellationToken cancellationToken
    )
    {
        var stalledBefore = StalledBefore;
        var result = new ChangedJobs(request.Query.Fields, stalledBefore) { HasMore = page.HasMore };
        var filter = new JobFilter(JobSubset.All, request.Query.Filters, stalledBefore);
        foreach (var change in page.Changes)
        {
            result.Add(change, filter);
        }

        var next = cursor with { Version = page.Until };
        if (request.Query.DependsOnTime && !page.HasMore)
        {
            var from = cursor.StalledBefore ?? stalledBefore;
            foreach (var job in await newlyStalled.Read(request.Scope, from, stalledBefore, cancellationToken))
            {
                result.Add(new JobChange(Version: 0, job.Id, job), filter);
            }

            next = next with { StalledBefore = stalledBefore > from ? stalledBefore : from };
        }

        result.NextCursor = request.TextOf(next);
        return result;
    }
}
