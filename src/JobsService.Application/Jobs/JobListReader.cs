using FluentValidation;
using FluentValidation.Results;
using JobsService.Application.Organizations;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Application.Validation;
using JobsService.Domain.Jobs;

namespace JobsService.Application.Jobs;

/// <summary>Reads a list of jobs as its parameters want it, which have passed their validator: whole, or a page of it.</summary>
internal sealed class JobListReader(IJobRepository jobs, IOrganizationRepository organizations, JobListOptions options)
{
    /// <inheritdoc cref="JobListRequest"/>
    public async Task<PagedResult<Job>> Read(JobListRequest request, CancellationToken cancellationToken)
    {
        if (
            request.Organizations.OrganizationId is not null
            && !await organizations.Exists(request.Scope, cancellationToken)
        )
        {
            throw new NotFoundException();
        }

        var filter = request.Filter;
        var max = options.MaxUnpagedRecords;
        if (
            max > 0
            && request.Parameters.IsUnpaged
            && await jobs.HasMoreThan(max, request.Scope, filter, cancellationToken)
        )
        {
            throw TooMany(max);
        }

        return await PageReader.Read(new JobList(jobs, request, filter), request.Parameters, cancellationToken);
    }

    private static ValidationException TooMany(long max)
    {
        var message =
            $"The list has more than {max} jobs; read it in pages, with {PageParameterNames.PageToken} or "
            + $"{PageParameterNames.PerPage}.";
        return new ValidationException([
            new ValidationFailure(propertyName: "", message) { ErrorCode = ErrorCodes.RequestedTooMany },
        ]);
    }

    private sealed class JobList(IJobRepository jobs, JobListRequest request, JobFilter filter) : IPagedList<Job>
    {
        public string Identity => request.CursorScopeOf(filter);

        public IAsyncEnumerable<Job> Stream() => jobs.Stream(request.Scope, filter);

        public Task<IReadOnlyList<Job>> ReadKeysetPage(Cursor start, int take, CancellationToken cancellationToken) =>
            jobs.ReadKeysetPage(request.Scope, filter, start.FirstId, take, cancellationToken);

        public Task<IReadOnlyList<Job>> ReadOffsetPage(long skip, int take, CancellationToken cancellationToken) =>
            jobs.ReadOffsetPage(request.Scope, filter, skip, take, cancellationToken);

        public Task<long> Count(CancellationToken cancellationToken) =>
            jobs.Count(request.Scope, filter, cancellationToken);

        public Cursor CursorAfter(Job row) => Cursor.After(row.Id);
    }
}
