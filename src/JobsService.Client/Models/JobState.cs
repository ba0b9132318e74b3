using System.ComponentModel;

namespace JobsService.Client;

/// <summary>The state of a job. The set is open: the service can return states that have no property here.</summary>
/// <remarks>States are compared case-insensitively, as by the service.</remarks>
public readonly struct JobState : IEquatable<JobState>
{
    private readonly string? _value;

    /// <summary>Creates a state with any name.</summary>
    /// <param name="value">The name of the state.</param>
    public JobState(string value) => _value = Argument.NotNull(value, nameof(value));

    /// <summary>The job is a draft.</summary>
    public static JobState Idle { get; } = new("idle");

    /// <summary>The job waits for a worker.</summary>
    public static JobState Pending { get; } = new("pending");

    /// <summary>The job begins at a later time.</summary>
    public static JobState Scheduled { get; } = new("scheduled");

    /// <summary>A worker executes the job.</summary>
    public static JobState Active { get; } = new("active");

    /// <summary>The campaign is being sent.</summary>
    public static JobState Sending { get; } = new("sending");

    /// <summary>The file of an import is being downloaded.</summary>
    public static JobState Downloading { get; } = new("downloading");

    /// <summary>The file of an import is being split.</summary>
    public static JobState Splitting { get; } = new("splitting");

    /// <summary>The subscribers are being imported.</summary>
    public static JobState Importing { get; } = new("importing");

    /// <summary>A user stopped the job for a while.</summary>
    public static JobState Paused { get; } = new("paused");

    /// <summary>The job completed successfully.</summary>
    public static JobState Finished { get; } = new("finished");

    /// <summary>The job failed. It is unfinished if it is retried (<see cref="Job.RetryAt"/>).</summary>
    public static JobState Failed { get; } = new("failed");

    /// <summary>A user stopped the job permanently.</summary>
    public static JobState Cancelled { get; } = new("cancelled");

    /// <summary>Creates a state with any name.</summary>
    public static implicit operator JobState(string value) => new(value);

    /// <summary>Whether two states are equal, ignoring case.</summary>
    public static bool operator ==(JobState left, JobState right) => left.Equals(right);

    /// <summary>Whether two states differ, ignoring case.</summary>
    public static bool operator !=(JobState left, JobState right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(JobState other) =>
        string.Equals(ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is JobState other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(ToString());

    /// <summary>Returns the name of the state, as the service wrote it.</summary>
    public override string ToString() => _value ?? "";
}
