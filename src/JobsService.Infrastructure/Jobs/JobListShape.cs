using JobsService.Application.Jobs;
using JobsService.Application.Scoping;

namespace JobsService.Infrastructure.Jobs;

/// <summary>What tells the statement of one list of jobs from another's: what is asked for, never with which values.</summary>
/// <param name="Part">Which rows of the list, or their number.</param>
/// <param name="OfOneOrganization">Whether the scope is one organization.</param>
/// <param name="OnlyUnfinished">Whether finished jobs are left out.</param>
/// <param name="Conditions">Which filters there are.</param>
internal readonly record struct JobListShape(
    JobListPart Part,
    bool OfOneOrganization,
    bool OnlyUnfinished,
    JobConditions Conditions
)
{
    private static readonly bool[] FalseAndTrue = [false, true];

    /// <summary>Every shape that there is.</summary>
    public static IEnumerable<JobListShape> All =>
        from part in Enum.GetValues<JobListPart>()
        from ofOneOrganization in FalseAndTrue
        from onlyUnfinished in FalseAndTrue
        from conditions in Enumerable.Range(0, (int)JobConditions.All + 1)
        select new JobListShape(part, ofOneOrganization, onlyUnfinished, (JobConditions)conditions);

    /// <summary>The shape of a request.</summary>
    public static JobListShape Of(JobListPart part, OrganizationScope scope, JobFilter filter) =>
        new(
            part,
            scope.OrganizationId is not null,
            filter.OnlyUnfinished,
            When(filter.BeginsAtAfter is not null, JobConditions.BeginsAtAfter)
                | When(filter.BeginsAtUntil is not null, JobConditions.BeginsAtUntil)
                | When(filter.FinishedAtAfter is not null, JobConditions.FinishedAtAfter)
                | When(filter.FinishedAtUntil is not null, JobConditions.FinishedAtUntil)
                | When(filter.States is not null, JobConditions.State)
                | When(filter.JobTypes is not null, JobConditions.JobType)
        );

    /// <summary>Like <c>Everything, unfinished, one organization, State</c>.</summary>
    public override string ToString() =>
        $"{Part}, {(OnlyUnfinished ? "unfinished" : "all")}, {(OfOneOrganization ? "one organization" : "every organization")}, "
        + $"{Conditions}";

    private static JobConditions When(bool isThere, JobConditions condition) =>
        isThere ? condition : JobConditions.None;
}

/// <summary>What is read of a list of jobs.</summary>
internal enum JobListPart
{
    /// <summary>All its rows.</summary>
    Everything,

    /// <summary>Some rows, from an id on.</summary>
    FromId,

    /// <summary>Some rows, after a number of others.</summary>
    Page,

    /// <summary>The number of its rows.</summary>
    Count,
}

/// <summary>The filters of a list of jobs.</summary>
[Flags]
internal enum JobConditions
{
    None = 0,
    BeginsAtAfter = 1,
    BeginsAtUntil = 2,
    FinishedAtAfter = 4,
    FinishedAtUntil = 8,
    State = 16,
    JobType = 32,
    All = 63,
}
