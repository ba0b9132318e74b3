using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Jobs;

/// <summary>What tells the statement of one list of jobs from another's: what is asked for, never with which values.</summary>
/// <param name="Part">Which rows of the list, or their number.</param>
/// <param name="OnlyUnfinished">Whether finished jobs are left out.</param>
/// <param name="Filters">Which filters there are.</param>
internal readonly record struct JobListShape(ListPart Part, bool OnlyUnfinished, JobFilterParts Filters)
{
    private static readonly bool[] FalseAndTrue = [false, true];

    // Without None.
    private static readonly int FilterCount = Enum.GetValues<JobFilterParts>().Length - 1;

    /// <summary>Every shape that there is.</summary>
    public static IEnumerable<JobListShape> All =>
        from part in Enum.GetValues<ListPart>()
        from onlyUnfinished in FalseAndTrue
        from filters in Enumerable.Range(0, 1 << FilterCount)
        select new JobListShape(part, onlyUnfinished, (JobFilterParts)filters);

    /// <summary>The shape of a request.</summary>
    public static JobListShape Of(ListPart part, JobFilter filter) =>
        new(
            part,
            filter.OnlyUnfinished,
            When(filter.BeginsAtAfter is not null, JobFilterParts.BeginsAtAfter)
                | When(filter.BeginsAtUntil is not null, JobFilterParts.BeginsAtUntil)
                | When(filter.FinishedAtAfter is not null, JobFilterParts.FinishedAtAfter)
                | When(filter.FinishedAtUntil is not null, JobFilterParts.FinishedAtUntil)
                | When(filter.States is not null, JobFilterParts.State)
                | When(filter.JobTypes is not null, JobFilterParts.JobType)
        );

    /// <summary>Like <c>Everything, unfinished, State</c>.</summary>
    public override string ToString() => $"{Part}, {(OnlyUnfinished ? "unfinished" : "all")}, {Filters}";

    private static JobFilterParts When(bool isThere, JobFilterParts part) => isThere ? part : JobFilterParts.None;
}

/// <summary>The filters of a list of jobs.</summary>
[Flags]
internal enum JobFilterParts
{
    None = 0,
    BeginsAtAfter = 1,
    BeginsAtUntil = 2,
    FinishedAtAfter = 4,
    FinishedAtUntil = 8,
    State = 16,
    JobType = 32,
}
