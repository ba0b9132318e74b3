using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.OpenApi;

/// <summary>The schema of what <c>JobJson</c> writes.</summary>
internal static class JobSchema
{
    /// <summary>A job.</summary>
    public static OpenApiSchema Job() =>
        Object(
            "A background job.",
            ("begins_at", OrNull(Time("When the job is scheduled to begin."))),
            ("created_at", Time("When the job was created.")),
            ("finished_at", OrNull(Time("When the job ended."))),
            ("id", Integer("The job's identifier.")),
            ("job_type", Text("What kind of job it is, like Campaign or SubscriberImport.")),
            ("mailing_list_id", OrNull(Integer("The mailing list that the job works on."))),
            ("name", Text("What the user called the job.")),
            ("organization_id", Integer("The organization that the job belongs to.")),
            ("paused", TrueOrFalse("Whether the job is paused.")),
            ("progress_total", OrNull(Integer("Denominator of the progress; null while it is not known."))),
            ("progress_value", Integer("Numerator of the progress.")),
            ("retry_at", OrNull(Time("When a job that hit a failure tries again."))),
            ("started_at", OrNull(Time("When the job began."))),
            ("state", Text("Where the job stands, like scheduled, sending, paused, finished, failed or cancelled.")),
            ("state2", OrNull(Text("A campaign's secondary state, like onhold_autowinner."))),
            ("suppression_list_id", OrNull(Integer("The suppression list that the job works on."))),
            ("updated_at", Time("When a worker last changed the job."))
        );
}
