using System.ComponentModel.DataAnnotations;

namespace JobsService.Application.Jobs;

/// <summary>Lists of jobs: section <c>Jobs</c>.</summary>
public sealed class JobListOptions
{
    /// <summary>The configuration section of the options.</summary>
    public const string Section = "Jobs";

    /// <summary>
    /// <c>Jobs:MaxUnpagedRecords</c>: the maximum number of jobs in a list without paging; 0 disables the limit. It is checked
    /// before the response starts; a list that grows while it is read is not truncated.
    /// </summary>
    [Range(typeof(long), "0", "9223372036854775807")]
    public long MaxUnpagedRecords { get; set; }

    /// <summary>
    /// <c>Jobs:StalledAfterMinutes</c>: a job that has begun and is neither finished nor paused is stalled if no worker has changed it
    /// for more than this number of minutes.
    /// </summary>
    [Range(1, 525_600)]
    public int StalledAfterMinutes { get; set; } = 15;

    /// <summary>The argument of <see cref="Domain.Jobs.Job.IsStalled"/> at a time: in whole seconds.</summary>
    public DateTimeOffset StalledBefore(DateTimeOffset now) =>
        DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()).AddMinutes(-StalledAfterMinutes);
}
