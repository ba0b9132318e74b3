using System.Numerics;
using System.Text.Json.Serialization;

namespace JobsService.Client;

/// <summary>A background job, as the service returned it. It does not change afterwards.</summary>
/// <remarks>
/// Times are UTC. If the request selected <see cref="JobQuery.Fields"/>, the properties of other fields have their default values.
/// Create jobs for tests with <see cref="JobsModelFactory.Job"/>.
/// </remarks>
public sealed record Job
{
    [JsonConstructor]
    internal Job() { }

    /// <summary>The id of the job.</summary>
    [JsonInclude]
    public long Id { get; internal set; }

    /// <summary>The organization of the job.</summary>
    [JsonInclude]
    public long OrganizationId { get; internal set; }

    /// <summary>The type of the job.</summary>
    [JsonInclude]
    public JobType JobType { get; internal set; }

    /// <summary>The name that the user gave the job.</summary>
    [JsonInclude]
    public string Name { get; internal set; } = "";

    /// <summary>The current state.</summary>
    [JsonInclude]
    public JobState State { get; internal set; }

    /// <summary>The secondary state of a campaign, such as <c>onhold_autowinner</c>.</summary>
    [JsonInclude]
    public string? State2 { get; internal set; }

    /// <summary>Whether the job is paused.</summary>
    [JsonInclude]
    public bool Paused { get; internal set; }

    /// <summary>The numerator of the progress.</summary>
    [JsonInclude]
    public long ProgressValue { get; internal set; }

    /// <summary>The denominator of the progress; null while it is unknown.</summary>
    [JsonInclude]
    public long? ProgressTotal { get; internal set; }

    /// <summary>The mailing list that the job processes.</summary>
    [JsonInclude]
    public long? MailingListId { get; internal set; }

    /// <summary>The suppression list that the job processes.</summary>
    [JsonInclude]
    public long? SuppressionListId { get; internal set; }

    /// <summary>When the job is scheduled to begin.</summary>
    [JsonInclude]
    public DateTimeOffset? BeginsAt { get; internal set; }

    /// <summary>When the job was created.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>When the job began.</summary>
    [JsonInclude]
    public DateTimeOffset? StartedAt { get; internal set; }

    /// <summary>When the job ended.</summary>
    [JsonInclude]
    public DateTimeOffset? FinishedAt { get; internal set; }

    /// <summary>When the failed job is retried; null if it is not.</summary>
    [JsonInclude]
    public DateTimeOffset? RetryAt { get; internal set; }

    /// <summary>When a worker last changed the job.</summary>
    [JsonInclude]
    public DateTimeOffset UpdatedAt { get; internal set; }

    /// <summary>Whether the job makes no progress, as the service decides; null unless the request selected the field.</summary>
    [JsonInclude]
    public bool? Stalled { get; internal set; }

    /// <summary>
    /// Whether the job is unfinished: its state is not <c>finished</c> or <c>cancelled</c>, and not <c>failed</c> without a retry.
    /// </summary>
    [JsonIgnore]
    public bool IsUnfinished =>
        State != JobState.Finished && State != JobState.Cancelled && (State != JobState.Failed || RetryAt is not null);

    /// <summary>The progress in percent, 0 to 100, rounded down; null without a total above 0.</summary>
    [JsonIgnore]
    public int? Percent =>
        ReceivedPercent
        ?? (
            ProgressTotal is > 0 and { } total
                ? (int)Math.Max(0, Math.Min(100, Math.Floor((decimal)ProgressValue * 100 / total)))
                : null
        );

    /// <summary>
    /// The estimated end, if the job continues as it did from <see cref="StartedAt"/> to <see cref="UpdatedAt"/>; null unless it is
    /// running and has progress.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? EtaAt => ReceivedEtaAt ?? EstimatedEnd();

    [JsonInclude]
    [JsonPropertyName("percent")]
    internal int? ReceivedPercent { get; set; }

    [JsonInclude]
    [JsonPropertyName("eta_at")]
    internal DateTimeOffset? ReceivedEtaAt { get; set; }

    private bool IsRunning =>
        IsUnfinished && StartedAt is not null && !Paused && State != JobState.Paused && State != JobState.Failed;

    private DateTimeOffset? EstimatedEnd()
    {
        if (
            !IsRunning
            || StartedAt is not { } start
            || ProgressTotal is not (> 0 and { } total)
            || ProgressValue <= 0
            || UpdatedAt <= start
        )
        {
            return null;
        }

        var ticks = new BigInteger((UpdatedAt - start).Ticks) * Math.Max(total, ProgressValue) / ProgressValue;
        return ticks <= (DateTimeOffset.MaxValue - start).Ticks
            ? start.AddTicks((long)(ticks - (ticks % TimeSpan.TicksPerSecond)))
            : null;
    }
}
