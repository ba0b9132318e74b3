using System.Text.Json;
using JobsService.Api.Jobs;
using JobsService.Api.OpenApi;
using JobsService.Api.Responses;
using JobsService.Application.JobChanges;
using JobsService.Application.Jobs;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.JobChanges;

/// <summary>The JSON of changes: the jobs as data, and the other keys after those of every envelope.</summary>
internal sealed class JobChangesJson : IApiResource
{
    private static readonly JsonEncodedText Deleted = JsonEncodedText.Encode("deleted");
    private static readonly JsonEncodedText Left = JsonEncodedText.Encode("left");
    private static readonly JsonEncodedText NextCursor = JsonEncodedText.Encode("next_cursor");
    private static readonly JsonEncodedText HasMore = JsonEncodedText.Encode("has_more");

    private static readonly ApiError InvalidLimit = ApiError.InvalidRequest(
        $"{ChangeParameters.Limit} must be given once, as an integer from 1 to {ChangeParameters.MaxLimit}."
    );

    /// <inheritdoc/>
    public static ApiResource Resource { get; } =
        new("JobChanges", "changes")
        {
            Schema = JobJson.Resource.Schema,
            Example = JobJson.Resource.Example,
            ItemDescription = "What changed after the cursor, in the order of change.",
            Query = new ApiQuery(ChangeParameters.OfChanges, Parameters, InvalidLimit) { CanExpire = true },
            Answer = new ApiAnswer(
                document => document.Component("JobChangesAnswer", () => Schema(document)),
                $$"""
                {"success":true,"data":[{{JobJson.Resource.Example}}],"error_code":null,"error_message":null,"deleted":[],"left":[],"next_cursor":"AQAAAAAAAAALKwHrP5M5iN_bt8cX0zPLRw","has_more":false}
                """
            ),
        };

    /// <summary>Writes the jobs as an array.</summary>
    public static void WriteData(Utf8JsonWriter writer, in ChangedJobs changes)
    {
        var view = changes.Fields is { } fields ? JobView.Of(fields, changes.StalledBefore) : JobView.Default;
        writer.WriteStartArray();
        foreach (var job in changes.Jobs)
        {
            view.Write(writer, job);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes the other keys.</summary>
    public static void WriteOthers(Utf8JsonWriter writer, in ChangedJobs changes)
    {
        WriteIds(writer, Deleted, changes.Deleted);
        WriteIds(writer, Left, changes.Left);
        writer.WriteString(NextCursor, changes.NextCursor);
        writer.WriteBoolean(HasMore, changes.HasMore);
    }

    private static void WriteIds(Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<long> ids)
    {
        writer.WriteStartArray(name);
        foreach (var id in ids)
        {
            writer.WriteNumberValue(id);
        }

        writer.WriteEndArray();
    }

    private static IEnumerable<IOpenApiParameter> Parameters() =>
        [
            .. FilterParameters.OfFiltersAndFields(JobFilters.List),
            FilterParameters.Query(
                ChangeParameters.Cursor,
                "Empty for the present position, with no jobs; then the next_cursor of the previous response with the same organizations and filters.",
                Text(),
                ""
            ),
            FilterParameters.Query(
                ChangeParameters.Limit,
                $"The maximum number of changes, by default {ChangeParameters.DefaultLimit}.",
                Integer(minimum: 1, maximum: ChangeParameters.MaxLimit),
                ChangeParameters.DefaultLimit
            ),
            FilterParameters.Query(
                ChangeParameters.Wait,
                "If there is no change, for how many seconds the response waits for one.",
                Integer(minimum: 0, maximum: ChangeParameters.MaxWait),
                25
            ),
        ];

    private static OpenApiSchema Schema(OpenApiDocument document)
    {
        var jobs = new OpenApiSchema { Type = JsonSchemaType.Array, Items = JobJson.Resource.RowSchema(document) };
        return Object(
            "The changes after a cursor.",
            [
                .. EnvelopeSchemas.Success(jobs),
                (Deleted.Value, Ids("The ids of jobs that were deleted.")),
                (Left.Value, Ids("The ids of jobs that were changed and do not match the filters.")),
                (NextCursor.Value, Text("The cursor of the next request.")),
                (HasMore.Value, TrueOrFalse("Whether there are more changes now.")),
            ]
        );
    }

    private static OpenApiSchema Ids(string description) =>
        new()
        {
            Type = JsonSchemaType.Array,
            Items = Integer(),
            Description = description,
        };
}
