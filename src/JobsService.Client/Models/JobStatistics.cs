using System.Text.Json.Serialization;

namespace JobsService.Client;

/// <summary>The numbers of jobs at one time.</summary>
public sealed class JobStatistics
{
    [JsonConstructor]
    internal JobStatistics() { }

    /// <summary>When the jobs were counted, which can be some seconds ago.</summary>
    [JsonInclude]
    public DateTimeOffset AsOf { get; internal set; }

    /// <summary>The number of jobs.</summary>
    [JsonInclude]
    public long Total { get; internal set; }

    /// <summary>The number of unfinished jobs.</summary>
    [JsonInclude]
    public long Unfinished { get; internal set; }

    /// <summary>The number of jobs that make no progress.</summary>
    [JsonInclude]
    public long Stalled { get; internal set; }

    /// <summary>The number of jobs for each state and type, the largest first.</summary>
    [JsonInclude]
    public IReadOnlyList<JobCount> Counts { get; internal set; } = [];
}

/// <summary>The number of jobs of one state and type.</summary>
public sealed class JobCount
{
    [JsonConstructor]
    internal JobCount() { }

    /// <summary>The state.</summary>
    [JsonInclude]
    public JobState State { get; internal set; }

    /// <summary>The type.</summary>
    [JsonInclude]
    public JobType JobType { get; internal set; }

    /// <summary>The number of jobs.</summary>
    [JsonInclude]
    public long Count { get; internal set; }
}
