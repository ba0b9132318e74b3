using JobsService.Application.Filtering;
using JobsService.Domain.Jobs;

namespace JobsService.Application.Jobs;

/// <summary>The filters and the order of a list of jobs.</summary>
/// <param name="Subset">The jobs that the list selects from.</param>
/// <param name="Values">The filters of the request.</param>
/// <param name="StalledBefore">The time for <see cref="Job.IsStalled"/>, which the filter <c>stalled</c> needs.</param>
public sealed record JobFilter(JobSubset Subset, FilterValues Values, DateTimeOffset StalledBefore)
{
    /// <summary>The order in which the jobs are read. It has no effect on counts.</summary>
    public JobOrder Order { get; init; }

    /// <summary>Whether a job is in the list.</summary>
    public bool Includes(Job job)
    {
        if (Subset == JobSubset.Unfinished && !job.IsUnfinished)
        {
            return false;
        }

        foreach (var (_, filter, value) in Values.Used)
        {
            if (!filter.Kind.Matches(FieldOf(filter, job), value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Every job in scope.</summary>
    public static JobFilter None { get; } = new(JobSubset.All, FilterValues.None, StalledBefore: default);

    private object? FieldOf(Filter filter, Job job) =>
        filter.Field switch
        {
            "begins_at" => job.BeginsAt,
            "created_at" => job.CreatedAt,
            "finished_at" => job.FinishedAt,
            "id" => job.Id,
            "job_type" => job.JobType,
            "mailing_list_id" => job.MailingListId,
            "name" => job.Name,
            "paused" => job.Paused,
            "retry_at" => job.RetryAt,
            JobFields.Stalled => job.IsStalled(StalledBefore),
            "started_at" => job.StartedAt,
            "state" => job.State,
            "state2" => job.State2,
            "suppression_list_id" => job.SuppressionListId,
            "updated_at" => job.UpdatedAt,
            var field => throw new NotSupportedException($"{filter.Name}: the field {field} is not known here."),
        };
}

/// <summary>The jobs that a list selects from before the filters of the request apply.</summary>
public enum JobSubset
{
    /// <summary>Every job.</summary>
    All,

    /// <summary>The jobs for which <see cref="Job.IsUnfinished"/> is true.</summary>
    Unfinished,
}
