using System.Text.Json;
using JobsService.Api.OpenApi;
using JobsService.Application.Jobs;
using JobsService.Domain.Jobs;
using Microsoft.OpenApi;

namespace JobsService.Api.Jobs;

/// <summary>The JSON of a job: its fields in alphabetical order, absent values as null.</summary>
internal sealed class JobJson : IApiResource
{
    /// <inheritdoc/>
    public static ApiResource Resource { get; } =
        new("Job", "jobs")
        {
            Schema = () => SchemaOf.Object("A background job.", [.. Properties(JobView.Default.Fields)]),
            SelectionSchema = Selection,
            Example = """
                {"begins_at":"2014-07-03T13:37:00Z","created_at":"2014-07-03T13:37:33Z","finished_at":null,"id":1,"job_type":"SubscriberImport","mailing_list_id":12,"name":"50-subscribers.csv","organization_id":1,"paused":false,"progress_total":null,"progress_value":0,"retry_at":null,"started_at":null,"state":"scheduled","state2":null,"suppression_list_id":null,"updated_at":"2014-07-03T13:37:39Z"}
                """,
            ItemDescription = "The job.",
            List = JobFilters.List,
            HasListLimit = true,
            HasFormats = true,
        };

    /// <summary>Writes a job with its default fields.</summary>
    public static void Write(Utf8JsonWriter writer, in Job job) => JobView.Default.Write(writer, job);

    private static OpenApiSchema Selection()
    {
        var view = JobView.Of(JobFields.All, stalledBefore: default);
        var schema = SchemaOf.Object("A job with the selected fields.", [.. Properties(view.Fields)]);
        schema.Required = null;
        schema.MinProperties = 1;
        return schema;
    }

    private static IEnumerable<(string, IOpenApiSchema)> Properties(IEnumerable<JobField> fields) =>
        fields.Select(field => (field.Name, (IOpenApiSchema)field.Schema()));
}
