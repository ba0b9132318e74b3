using System.Text.Json;

namespace JobsService.Client.Json;

/// <summary>Reads pages of jobs.</summary>
/// <remarks>
/// A page in exactly the form of the service is read without a general JSON reader, which is three times as fast. Every other page, for
/// example with selected fields, is read by the framework.
/// </remarks>
internal static class JobPageJson
{
    /// <summary>Reads a page; null if the JSON is not a page.</summary>
    /// <exception cref="JsonException">The bytes are not JSON, or have values of other types.</exception>
    public static Page<Job>? Read(ReadOnlySpan<byte> body)
    {
#if NET
        if (ReadCompact(body) is { } page)
        {
            return page;
        }
#endif
        return ReadAny(body);
    }

    /// <summary>Reads a page in any form of JSON.</summary>
    /// <inheritdoc cref="Read"/>
    public static Page<Job>? ReadAny(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, ApiJson.Default.ListEnvelopeJob) is { Success: true, Data: { } data } envelope
            ? new Page<Job>(data, envelope.NextPageToken)
            : null;

#if NET
    // A job with short texts, so that a list of a page is not copied while it grows.
    private const int TypicalLength = 400;

    private static ReadOnlySpan<byte> Start => "{\"success\":true,\"data\":["u8;

    /// <summary>Reads a page in the form of the service; null if it has another form.</summary>
    public static Page<Job>? ReadCompact(ReadOnlySpan<byte> body)
    {
        var json = new CompactJson(body);
        if (!json.Skip(Start))
        {
            return null;
        }

        var jobs = new List<Job>(body.Length / TypicalLength);
        while (!json.Skip("]"u8))
        {
            if ((jobs.Count > 0 && !json.Skip(","u8)) || Job(ref json) is not { } job)
            {
                return null;
            }

            jobs.Add(job);
        }

        // What follows the jobs, read as the end of an envelope without jobs.
        Span<byte> end = new byte[Start.Length + 1 + json.Rest.Length];
        Start.CopyTo(end);
        end[Start.Length] = (byte)']';
        json.Rest.CopyTo(end[(Start.Length + 1)..]);
        return ReadAny(end) is { Values.Count: 0 } page ? new Page<Job>(jobs, page.ContinuationToken) : null;
    }

    private static Job? Job(ref CompactJson json)
    {
        var job = new Job();
        return Beginning(job, ref json) && Middle(job, ref json) && End(job, ref json) ? job : null;
    }

    private static bool Beginning(Job job, ref CompactJson json)
    {
        if (
            !(json.Skip("{\"begins_at\":"u8) && json.TimeOrNull(out var beginsAt))
            || !(json.Skip(",\"created_at\":"u8) && json.Time(out var createdAt))
            || !(json.Skip(",\"finished_at\":"u8) && json.TimeOrNull(out var finishedAt))
            || !(json.Skip(",\"id\":"u8) && json.Integer(out var id))
            || !(json.Skip(",\"job_type\":"u8) && json.Plain(out var type))
            || !(json.Skip(",\"mailing_list_id\":"u8) && json.IntegerOrNull(out var mailingListId))
        )
        {
            return false;
        }

        (job.BeginsAt, job.CreatedAt, job.FinishedAt) = (beginsAt, createdAt, finishedAt);
        (job.Id, job.MailingListId) = (id, mailingListId);
        return JobTexts.Type(type, job);
    }

    private static bool Middle(Job job, ref CompactJson json)
    {
        if (
            !(json.Skip(",\"name\":"u8) && json.String(out var name))
            || !(json.Skip(",\"organization_id\":"u8) && json.Integer(out var organizationId))
            || !(json.Skip(",\"paused\":"u8) && json.Flag(out var paused))
            || !(json.Skip(",\"progress_total\":"u8) && json.IntegerOrNull(out var progressTotal))
            || !(json.Skip(",\"progress_value\":"u8) && json.Integer(out var progressValue))
            || !(json.Skip(",\"retry_at\":"u8) && json.TimeOrNull(out var retryAt))
        )
        {
            return false;
        }

        (job.Name, job.OrganizationId, job.Paused) = (name, organizationId, paused);
        (job.ProgressTotal, job.ProgressValue, job.RetryAt) = (progressTotal, progressValue, retryAt);
        return true;
    }

    private static bool End(Job job, ref CompactJson json)
    {
        if (
            !(json.Skip(",\"started_at\":"u8) && json.TimeOrNull(out var startedAt))
            || !(json.Skip(",\"state\":"u8) && json.Plain(out var state))
            || !(json.Skip(",\"state2\":"u8) && json.StringOrNull(out var state2))
            || !(json.Skip(",\"suppression_list_id\":"u8) && json.IntegerOrNull(out var suppressionListId))
            || !(json.Skip(",\"updated_at\":"u8) && json.Time(out var updatedAt))
            || !json.Skip("}"u8)
        )
        {
            return false;
        }

        (job.StartedAt, job.State2, job.SuppressionListId, job.UpdatedAt) = (
            startedAt,
            state2,
            suppressionListId,
            updatedAt
        );
        return JobTexts.State(state, job);
    }
#endif
}
