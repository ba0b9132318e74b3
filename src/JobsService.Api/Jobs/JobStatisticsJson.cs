using System.Text.Json;
using JobsService.Api.OpenApi;
using JobsService.Api.Responses;
using JobsService.Domain.Jobs;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.Jobs;

/// <summary>The JSON of the numbers of jobs.</summary>
internal sealed class JobStatisticsJson : IApiResource
{
    private static readonly JsonEncodedText AsOf = JsonEncodedText.Encode("as_of");
    private static readonly JsonEncodedText Count = JsonEncodedText.Encode("count");
    private static readonly JsonEncodedText Counts = JsonEncodedText.Encode("counts");
    private static readonly JsonEncodedText JobType = JsonEncodedText.Encode("job_type");
    private static readonly JsonEncodedText Stalled = JsonEncodedText.Encode("stalled");
    private static readonly JsonEncodedText State = JsonEncodedText.Encode("state");
    private static readonly JsonEncodedText Total = JsonEncodedText.Encode("total");
    private static readonly JsonEncodedText Unfinished = JsonEncodedText.Encode("unfinished");

    /// <inheritdoc/>
    public static ApiResource Resource { get; } =
        new("JobStats", "numbers of jobs")
        {
            Schema = Schema,
            Example = """
                {"as_of":"2026-01-01T00:00:00Z","total":3,"unfinished":3,"stalled":1,"counts":[{"state":"sending","job_type":"Campaign","count":2},{"state":"scheduled","job_type":"SubscriberImport","count":1}]}
                """,
            ItemDescription = "The numbers of jobs.",
        };

    /// <summary>Writes the numbers as an object.</summary>
    public static void Write(Utf8JsonWriter writer, in JobStatistics statistics)
    {
        writer.WriteStartObject();
        writer.WriteTimeOrNull(AsOf, statistics.AsOf);
        writer.WriteNumber(Total, statistics.Total);
        writer.WriteNumber(Unfinished, statistics.Unfinished);
        writer.WriteNumber(Stalled, statistics.Stalled);
        writer.WriteStartArray(Counts);
        foreach (var count in statistics.Counts)
        {
            writer.WriteStartObject();
            writer.WriteString(State, count.State);
            writer.WriteString(JobType, count.JobType);
            writer.WriteNumber(Count, count.Jobs);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static OpenApiSchema Schema() =>
        Object(
            "The numbers of jobs at one time, all from one consistent read.",
            (AsOf.Value, Time("When the jobs were counted.")),
            (Total.Value, Integer("The number of jobs, which is the sum of the counts.", minimum: 0)),
            (Unfinished.Value, Integer("The number of unfinished jobs.", minimum: 0)),
            (
                Stalled.Value,
                Integer(
                    "The number of jobs that are unfinished, have started, are not paused, and were not updated for longer than the operator allows.",
                    minimum: 0
                )
            ),
            (
                Counts.Value,
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Description = "The jobs of each state and type, compared in any case: the largest number first.",
                    Items = Object(
                        "The jobs of one state and type.",
                        (State.Value, Text("Their state, as one of them has it.")),
                        (JobType.Value, Text("Their type, as one of them has it.")),
                        (Count.Value, Integer("The number of jobs.", minimum: 1))
                    ),
                }
            )
        );
}
