using JobsService.Application.Jobs;

namespace JobsService.Api.Jobs;

/// <summary>The query string of a list of jobs.</summary>
internal static class JobListQuery
{
    /// <summary>The parameters, word for word. Others are ignored (contract, "Filters and pages").</summary>
    public static JobListParameters Read(IQueryCollection query)
    {
        return query.Count == 0
            ? JobListParameters.None
            : new JobListParameters
            {
                BeginsAtAfter = ValuesOf(JobListParameterNames.BeginsAtAfter),
                BeginsAtBefore = ValuesOf(JobListParameterNames.BeginsAtBefore),
                FinishedAtAfter = ValuesOf(JobListParameterNames.FinishedAtAfter),
                FinishedAtBefore = ValuesOf(JobListParameterNames.FinishedAtBefore),
                State = ValuesOf(JobListParameterNames.State),
                JobType = ValuesOf(JobListParameterNames.JobType),
                Page = ValuesOf(JobListParameterNames.Page),
                PerPage = ValuesOf(JobListParameterNames.PerPage),
                PageToken = ValuesOf(JobListParameterNames.PageToken),
            };

        IReadOnlyList<string?> ValuesOf(string name) => query.TryGetValue(name, out var values) ? values : [];
    }
}
