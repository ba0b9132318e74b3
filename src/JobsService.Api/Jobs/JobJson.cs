using System.Text.Json;
using JobsService.Api.Responses;
using JobsService.Domain.Jobs;

namespace JobsService.Api.Jobs;

/// <summary>A job as the API spells it: 17 keys in alphabetical order, absent values as null (contract, "Envelope").</summary>
internal static class JobJson
{
    private static readonly JsonEncodedText BeginsAt = JsonEncodedText.Encode("begins_at");
    private static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("created_at");
    private static readonly JsonEncodedText FinishedAt = JsonEncodedText.Encode("finished_at");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText JobType = JsonEncodedText.Encode("job_type");
    private static readonly JsonEncodedText MailingListId = JsonEncodedText.Encode("mailing_list_id");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText OrganizationId = JsonEncodedText.Encode("organization_id");
    private static readonly JsonEncodedText Paused = JsonEncodedText.Encode("paused");
    private static readonly JsonEncodedText ProgressTotal = JsonEncodedText.Encode("progress_total");
    private static readonly JsonEncodedText ProgressValue = JsonEncodedText.Encode("progress_value");
    private static readonly JsonEncodedText RetryAt = JsonEncodedText.Encode("retry_at");
    private static readonly JsonEncodedText StartedAt = JsonEncodedText.Encode("started_at");
    private static readonly JsonEncodedText State = JsonEncodedText.Encode("state");
    private static readonly JsonEncodedText State2 = JsonEncodedText.Encode("state2");
    private static readonly JsonEncodedText SuppressionListId = JsonEncodedText.Encode("suppression_list_id");
    private static readonly JsonEncodedText UpdatedAt = JsonEncodedText.Encode("updated_at");

    /// <summary>Writes a job as an object.</summary>
    public static void Write(Utf8JsonWriter writer, in Job job)
    {
        writer.WriteStartObject();
        writer.WriteTimeOrNull(BeginsAt, job.BeginsAt);
        writer.WriteTimeOrNull(CreatedAt, job.CreatedAt);
        writer.WriteTimeOrNull(FinishedAt, job.FinishedAt);
        writer.WriteNumber(Id, job.Id);
        writer.WriteString(JobType, job.JobType);
        writer.WriteNumberOrNull(MailingListId, job.MailingListId);
        writer.WriteString(Name, job.Name);
        writer.WriteNumber(OrganizationId, job.OrganizationId);
        writer.WriteBoolean(Paused, job.Paused);
        writer.WriteNumberOrNull(ProgressTotal, job.ProgressTotal);
        writer.WriteNumber(ProgressValue, job.ProgressValue);
        writer.WriteTimeOrNull(RetryAt, job.RetryAt);
        writer.WriteTimeOrNull(StartedAt, job.StartedAt);
        writer.WriteString(State, job.State);
        writer.WriteString(State2, job.State2);
        writer.WriteNumberOrNull(SuppressionListId, job.SuppressionListId);
        writer.WriteTimeOrNull(UpdatedAt, job.UpdatedAt);
        writer.WriteEndObject();
    }
}
