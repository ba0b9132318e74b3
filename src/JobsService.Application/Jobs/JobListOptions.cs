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
    /// <c>Jobs:StalledAfterMinutes</c>: an unfinished job that has started and is not paused is stalled if it was not updated for longer
    /// than this number of minutes.
    /// </summary>
    [Range(1, 525_600)]
    public int StalledAfterMinutes { get; set; } = 15;

    /// <summary>Returns the time before which a job that is stalled at <paramref name="now"/> was last updated, in whole seconds.</summary>
    public DateTimeOffset StalledBefore(DateTimeOffset now) =>
        now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)).AddMinutes(-StalledAfterMinutes);
}
