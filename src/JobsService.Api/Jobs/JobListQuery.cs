using JobsService.Api.Responses;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;

namespace JobsService.Api.Jobs;

/// <summary>The query string of a list of jobs.</summary>
internal static class JobListQuery
{
    /// <summary>The parameters, word for word. Others are ignored (contract, "Filters and pages").</summary>
    public static JobListParameters Read(IQueryCollection query) =>
        query.Count == 0
            ? JobListParameters.None
            : new JobListParameters
            {
                BeginsAtAfter = query.ValuesOf(JobListParameterNames.BeginsAtAfter),
                BeginsAtBefore = query.ValuesOf(JobListParameterNames.BeginsAtBefore),
                FinishedAtAfter = query.ValuesOf(JobListParameterNames.FinishedAtAfter),
                FinishedAtBefore = query.ValuesOf(JobListParameterNames.FinishedAtBefore),
                State = query.ValuesOf(JobListParameterNames.State),
                JobType = query.ValuesOf(JobListParameterNames.JobType),
                Page = query.ValuesOf(PageParameterNames.Page),
                PerPage = query.ValuesOf(PageParameterNames.PerPage),
                PageToken = query.ValuesOf(PageParameterNames.PageToken),
            };
}
