using System.ComponentModel.DataAnnotations;

namespace JobsService.Application.Jobs;

/// <summary>What an operator decides about lists of jobs: section <c>Jobs</c>.</summary>
public sealed class JobListOptions
{
    /// <summary>The section that the options are bound from.</summary>
    public const string Section = "Jobs";

    /// <summary>
    /// <c>Jobs:MaxUnpagedRecords</c>: a list of more jobs than this is answered in pages only; 0 for no limit. It is
    /// looked at before the first byte; a list that grows while it is read is not cut.
    /// </summary>
    [Range(typeof(long), "0", "9223372036854775807")]
    public long MaxUnpagedRecords { get; set; }
}
