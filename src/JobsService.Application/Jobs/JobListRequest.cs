using System.Text.Json;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.Application.Jobs;

/// <summary>A request for a list of jobs, whole or in pages, by ascending id.</summary>
/// <remarks>
/// Besides what the pipeline throws, sending one throws <see cref="NotFoundException"/> when it asks about an organization
/// that does not exist, and <see cref="FluentValidation.ValidationException"/> with
/// <see cref="Validation.ErrorCodes.RequestedTooMany"/> for a whole list of more jobs than
/// <see cref="JobListOptions.MaxUnpagedRecords"/>.
/// </remarks>
public abstract record JobListRequest : OrganizationScopedRequest<PagedResult<Job>>, IPagedRequest
{
    private static readonly JsonSerializerOptions IncludeFields = new() { IncludeFields = true };

    /// <summary>What the caller says about the list.</summary>
    public JobListParameters Parameters { get; init; } = JobListParameters.None;

    /// <summary>Which of the jobs in scope belong to the list; once the parameters are known to be valid.</summary>
    internal abstract JobFilter Filter { get; }

    /// <inheritdoc/>
    PageParameters IPagedRequest.Pages => Parameters;

    /// <summary>
    /// All that tells the list from others, for its page tokens: every property of its filter, those of tomorrow too.
    /// </summary>
    internal string CursorScopeOf(JobFilter filter) =>
        JsonSerializer.Serialize((Organizations.IsForSystemAdmins, Scope.OrganizationId, filter), IncludeFields);
}
