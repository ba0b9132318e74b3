using System.Text.Json;
using JobsService.Client.Json;

namespace JobsService.Client.Watching;

/// <summary>The kinds of events in a stream.</summary>
internal enum JobEventKind
{
    /// <summary>An event without a meaning for a watch, such as the first one, or one that this version does not know.</summary>
    Other,
    Heartbeat,
    Job,
    Deleted,
    Left,
    Reset,
    Bye,
}

/// <summary>An event of a stream.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="JobId">The id of the job, if the event is about one.</param>
/// <param name="Job">The job, if the event contains it.</param>
internal readonly record struct JobEvent(JobEventKind Kind, long JobId = 0, Job? Job = null)
{
    /// <summary>Reads an event.</summary>
    /// <exception cref="JsonException">The data are not valid.</exception>
    public static JobEvent Parse(string type, ReadOnlySpan<byte> data) =>
        type switch
        {
            "job" => OfJob(data),
            "deleted" => new JobEvent(JobEventKind.Deleted, IdOf(data)),
            "left" => new JobEvent(JobEventKind.Left, IdOf(data)),
            "heartbeat" => new JobEvent(JobEventKind.Heartbeat),
            "reset" => new JobEvent(JobEventKind.Reset),
            "bye" => new JobEvent(JobEventKind.Bye),
            _ => new JobEvent(JobEventKind.Other),
        };

    private static JobEvent OfJob(ReadOnlySpan<byte> data)
    {
        var job = JsonSerializer.Deserialize(data, ApiJson.Default.Job);
        return job is null or { Id: 0 }
            ? throw new JsonException("an event has a job without an id.")
            : new(JobEventKind.Job, job.Id, job);
    }

    private static long IdOf(ReadOnlySpan<byte> data) =>
        JsonSerializer.Deserialize(data, ApiJson.Default.JobReference)?.Id
        ?? throw new JsonException("an event has no id of a job.");
}
