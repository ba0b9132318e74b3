using System.Text.Json;
using JobsService.Api.OpenApi;
using JobsService.Api.Responses;
using JobsService.Application.Jobs;
using JobsService.Domain.Jobs;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.Jobs;

/// <summary>The JSON of a job: its keys in alphabetical order, absent values as null. A new key needs a line in each list.</summary>
internal sealed class JobJson : IApiResource
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

    /// <inheritdoc/>
    public static ApiResource Resource { get; } =
        new("Job", "jobs")
        {
            Schema = Schema,
            Example = """
                {"begins_at":"2014-07-03T13:37:00Z","created_at":"2014-07-03T13:37:33Z","finished_at":null,"id":1,"job_type":"SubscriberImport","mailing_list_id":12,"name":"50-subscribers.csv","organization_id":1,"paused":false,"progress_total":null,"progress_value":0,"retry_at":null,"started_at":null,"state":"scheduled","state2":null,"suppression_list_id":null,"updated_at":"2014-07-03T13:37:39Z"}
                """,
            ItemDescription = "The job.",
            List = JobFilters.List,
            HasListLimit = true,
        };

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

    private static OpenApiSchema Schema() =>
        Object(
            "A background job.",
            (BeginsAt.Value, OrNull(Time("When the job is scheduled to begin."))),
            (CreatedAt.Value, Time("When the job was created.")),
            (FinishedAt.Value, OrNull(Time("When the job ended."))),
            (Id.Value, Integer("The id of the job.")),
            (JobType.Value, Text("The type of the job, such as Campaign or SubscriberImport.")),
            (MailingListId.Value, OrNull(Integer("The mailing list that the job processes."))),
            (Name.Value, Text("The name that the user gave the job.")),
            (OrganizationId.Value, Integer("The organization that the job belongs to.")),
            (Paused.Value, TrueOrFalse("Whether the job is paused.")),
            (ProgressTotal.Value, OrNull(Integer("Denominator of the progress; null while it is unknown."))),
            (ProgressValue.Value, Integer("Numerator of the progress.")),
            (RetryAt.Value, OrNull(Time("When the job is retried after a failure."))),
            (StartedAt.Value, OrNull(Time("When the job began."))),
            (State.Value, Text("The state, such as scheduled, sending, paused, finished, failed or cancelled.")),
            (State2.Value, OrNull(Text("The secondary state of a campaign, such as onhold_autowinner."))),
            (SuppressionListId.Value, OrNull(Integer("The suppression list that the job processes."))),
            (UpdatedAt.Value, Time("When a worker last changed the job."))
        );
}
