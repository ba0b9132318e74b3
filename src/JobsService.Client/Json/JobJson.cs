using System.Text;
using System.Text.Json;

namespace JobsService.Client.Json;

/// <summary>Reads the JSON of a job. Unknown keys are ignored, because the service can add fields.</summary>
internal static class JobJson
{
    // In the order of the service, which lets the reader guess the next key. The positions are the cases of Set.
    private static readonly byte[][] Keys = Utf8(
        "begins_at",
        "created_at",
        "eta_at",
        "finished_at",
        "id",
        "job_type",
        "mailing_list_id",
        "name",
        "organization_id",
        "paused",
        "percent",
        "progress_total",
        "progress_value",
        "retry_at",
        "stalled",
        "started_at",
        "state",
        "state2",
        "suppression_list_id",
        "updated_at"
    );

    /// <summary>The names of the fields.</summary>
    public static IEnumerable<string> Fields => Keys.Select(Encoding.UTF8.GetString);

    /// <summary>Reads a job.</summary>
    /// <exception cref="JsonException">The value is not a job.</exception>
    public static Job Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("a job is not an object.");
        }

        var job = new Job();
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = Find(ref reader, next);
            reader.Read();
            if (key < 0)
            {
                reader.Skip();
                continue;
            }

            Set(job, key, ref reader);
            next = key + 1;
        }

        return job;
    }

    private static int Find(ref Utf8JsonReader reader, int next)
    {
        for (var offset = 0; offset < Keys.Length; offset++)
        {
            var key = (next + offset) % Keys.Length;
            if (reader.ValueTextEquals(Keys[key]))
            {
                return key;
            }
        }

        return -1;
    }

    private static void Set(Job job, int key, ref Utf8JsonReader reader)
    {
        try
        {
            SetValue(job, key, ref reader);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            throw new JsonException($"the value of {Encoding.UTF8.GetString(Keys[key])} is not valid.", exception);
        }
    }

    private static void SetValue(Job job, int key, ref Utf8JsonReader reader)
    {
        switch (key)
        {
            case 0:
                job.BeginsAt = TimeOrNull(ref reader);
                break;
            case 1:
                job.CreatedAt = reader.GetDateTimeOffset();
                break;
            case 2:
                job.ReceivedEtaAt = TimeOrNull(ref reader);
                break;
            case 3:
                job.FinishedAt = TimeOrNull(ref reader);
                break;
            case 4:
                job.Id = reader.GetInt64();
                break;
            case 5:
                job.JobType = JobTexts.Type(ref reader);
                break;
            case 6:
                job.MailingListId = IntegerOrNull(ref reader);
                break;
            case 7:
                job.Name = reader.GetString() ?? "";
                break;
            case 8:
                job.OrganizationId = reader.GetInt64();
                break;
            case 9:
                job.Paused = reader.GetBoolean();
                break;
            default:
                SetLaterValue(job, key, ref reader);
                break;
        }
    }

    private static void SetLaterValue(Job job, int key, ref Utf8JsonReader reader)
    {
        switch (key)
        {
            case 10:
                job.ReceivedPercent = (int?)IntegerOrNull(ref reader);
                break;
            case 11:
                job.ProgressTotal = IntegerOrNull(ref reader);
                break;
            case 12:
                job.ProgressValue = reader.GetInt64();
                break;
            case 13:
                job.RetryAt = TimeOrNull(ref reader);
                break;
            case 14:
                job.Stalled = reader.GetBoolean();
                break;
            case 15:
                job.StartedAt = TimeOrNull(ref reader);
                break;
            case 16:
                job.State = JobTexts.State(ref reader);
                break;
            case 17:
                job.State2 = reader.GetString();
                break;
            case 18:
                job.SuppressionListId = IntegerOrNull(ref reader);
                break;
            default:
                job.UpdatedAt = reader.GetDateTimeOffset();
                break;
        }
    }

    private static DateTimeOffset? TimeOrNull(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null ? null : reader.GetDateTimeOffset();

    private static long? IntegerOrNull(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null ? null : reader.GetInt64();

    private static byte[][] Utf8(params string[] names) => Array.ConvertAll(names, Encoding.UTF8.GetBytes);
}
