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
}
