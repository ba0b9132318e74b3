using System.Text;
using System.Text.Json;

namespace JobsService.Client.Json;

/// <summary>Reads states and types without allocating the known ones again for each job.</summary>
internal static class JobTexts
{
    private static readonly (byte[] Utf8, JobState Value)[] States =
    [
        .. new[]
        {
            JobState.Finished,
            JobState.Cancelled,
            JobState.Failed,
            JobState.Sending,
            JobState.Importing,
            JobState.Scheduled,
            JobState.Paused,
            JobState.Active,
            JobState.Pending,
            JobState.Idle,
            JobState.Downloading,
            JobState.Splitting,
        }.Select(state => (Encoding.UTF8.GetBytes(state.ToString()), state)),
    ];

    private static readonly (byte[] Utf8, JobType Value)[] Types =
    [
        .. new[] { JobType.Campaign, JobType.SubscriberImport }.Select(type =>
            (Encoding.UTF8.GetBytes(type.ToString()), type)
        ),
    ];

    /// <summary>Reads a state.</summary>
    public static JobState State(ref Utf8JsonReader reader)
    {
        foreach (var (utf8, value) in States)
        {
            if (reader.ValueTextEquals(utf8))
            {
                return value;
            }
        }

        return new JobState(reader.GetString() ?? "");
    }

    /// <summary>Reads a type.</summary>
    public static JobType Type(ref Utf8JsonReader reader)
    {
        foreach (var (utf8, value) in Types)
        {
            if (reader.ValueTextEquals(utf8))
            {
                return value;
            }
        }

        return new JobType(reader.GetString() ?? "");
    }

#if NET
    /// <summary>Sets the state of a job; false for an unknown state that is not ASCII.</summary>
    public static bool State(ReadOnlySpan<byte> text, Job job)
    {
        foreach (var (utf8, value) in States)
        {
            if (text.SequenceEqual(utf8))
            {
                job.State = value;
                return true;
            }
        }

        job.State = new JobState(Encoding.ASCII.GetString(text));
        return Ascii.IsValid(text);
    }

    /// <summary>Sets the type of a job; false for an unknown type that is not ASCII.</summary>
    public static bool Type(ReadOnlySpan<byte> text, Job job)
    {
        foreach (var (utf8, value) in Types)
        {
            if (text.SequenceEqual(utf8))
            {
                job.JobType = value;
                return true;
            }
        }

        job.JobType = new JobType(Encoding.ASCII.GetString(text));
        return Ascii.IsValid(text);
    }
#endif
}
