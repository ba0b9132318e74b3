using System.Text.Json.Nodes;
using JobsService.Api.Envelope;
using JobsService.Application.Jobs;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.OpenApi;

/// <summary>The schemas of what the API answers, which <c>Envelope/</c> and <c>JobJson</c> write (contract, "Envelope").</summary>
internal static class ApiSchemas
{
    public const string Job = "Job";
    public const string JobAnswer = "JobAnswer";
    public const string JobList = "JobList";
    public const string NumberedJobPage = "NumberedJobPage";
    public const string JobPage = "JobPage";
    public const string Error = "Error";

    /// <summary>All of them, by their names.</summary>
    public static Dictionary<string, IOpenApiSchema> All(OpenApiDocument document)
    {
        var job = new OpenApiSchemaReference(Job, document);
        var jobs = new OpenApiSchema { Type = JsonSchemaType.Array, Items = job };
        return new(StringComparer.Ordinal)
        {
            [Job] = JobObject(),
            [JobAnswer] = Object("One job.", Success(job)),
            [JobList] = Object("A whole list of jobs, by ascending id.", Success(jobs)),
            [NumberedJobPage] = Object(
                "A page of a list, by its number. Its jobs and its counts are not from the same moment.",
                [
                    .. Success(jobs),
                    ("page", Integer("The number of the page, from 0.", minimum: 0)),
                    ("per_page", PerPage()),
                    ("num_records", Integer("How many jobs the list has.", minimum: 0)),
                    ("num_pages", Integer("How many pages the list has.", minimum: 0)),
                    ("next_page_token", NextPageToken()),
                ]
            ),
            [JobPage] = Object(
                "A page of a list, by its token.",
                [
                    .. Success(jobs),
                    ("page_token", Text("The token, as it was given.")),
                    ("per_page", PerPage()),
                    ("next_page_token", NextPageToken()),
                ]
            ),
            [Error] = Object(
                "What went wrong.",
                ("success", OneOf(JsonSchemaType.Boolean, false)),
                ("data", Null()),
                (
                    "error_code",
                    OneOf(JsonSchemaType.String, [.. ApiError.Codes.Select(code => JsonValue.Create(code))])
                ),
                ("error_message", Text("For the developer of a client; its words may change."))
            ),
        };
    }

    private static (string, IOpenApiSchema)[] Success(IOpenApiSchema data) =>
        [
            ("success", OneOf(JsonSchemaType.Boolean, true)),
            ("data", data),
            ("error_code", Null()),
            ("error_message", Null()),
        ];

    private static OpenApiSchema PerPage() =>
        Integer("The greatest number of jobs in a page.", minimum: 1, JobListParameters.MaxPerPage);

    private static OpenApiSchema NextPageToken() =>
        OrNull(Text("The page_token of the page that follows; null after the last one."));

    private static OpenApiSchema JobObject() =>
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
