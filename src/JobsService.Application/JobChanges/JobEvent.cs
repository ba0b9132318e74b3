using JobsService.Domain.Jobs;

namespace JobsService.Application.JobChanges;

/// <summary>An event of a stream of changes.</summary>
/// <param name="Type">The type.</param>
/// <param name="Cursor">The cursor after the event.</param>
/// <param name="Id">The id of the job; 0 if the event is not about a job.</param>
/// <param name="Job">The job, for <see cref="JobEventType.Job"/> only.</param>
public sealed record JobEvent(JobEventType Type, string Cursor, long Id = 0, Job? Job = null)
{
    private static readonly string[] Names = ["ready", "job", "deleted", "left", "heartbeat", "reset", "bye"];

    /// <summary>Returns the name of a type in the stream, for example <c>job</c>.</summary>
    public static string NameOf(JobEventType type) => Names[(int)type];
}

/// <summary>The type of a <see cref="JobEvent"/>.</summary>
public enum JobEventType
{
    /// <summary>The stream has begun.</summary>
    Ready,

    /// <summary>A job was inserted or changed, and matches the filters.</summary>
    Job,

    /// <summary>A job was deleted.</summary>
    Deleted,

    /// <summary>A job was inserted or changed, and does not match the filters.</summary>
    Left,

    /// <summary>Nothing happened for a while.</summary>
    Heartbeat,

    /// <summary>Changes after the cursor are no longer known. The client must list the jobs again.</summary>
    Reset,

    /// <summary>The service ends the stream.</summary>
    Bye,
}
