using System.Text.Json.Nodes;
using JobsService.Application.Jobs;
using JobsService.Domain.Jobs;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.PageParameterDescriptions;
using static JobsService.Api.OpenApi.SchemaOf;
using Names = JobsService.Application.Jobs.JobListParameterNames;

namespace JobsService.Api.OpenApi;

/// <summary>The parameters of a list, as <see cref="JobListParameters"/> takes them.</summary>
internal static class JobListParameterDescriptions
{
    // Printable ASCII without a comma, and without a space at an end.
    private static readonly string WordPattern =
        $"^[!-+\\--~]([ -+\\--~]{{0,{JobListParameters.MaxWordLength - 2}}}[!-+\\--~])?$";

    /// <summary>All of them.</summary>
    public static IEnumerable<IOpenApiParameter> All() =>
        [
            TimeBound(Names.BeginsAtAfter, "Jobs that begin strictly after this time.", "2014-07-03T13:37:00Z"),
            TimeBound(
                Names.BeginsAtBefore,
                "Jobs that begin strictly before this time.",
                "2014-07-03T15:37:00.5+02:00"
            ),
            TimeBound(Names.FinishedAtAfter, "Jobs that ended strictly after this time.", 1404394620),
            TimeBound(Names.FinishedAtBefore, "Jobs that ended strictly before this time.", 1404394620),
            Words(Names.State, "Jobs in one of these states, in any case.", [JobState.Failed, JobState.Cancelled]),
            Words(Names.JobType, "Jobs of one of these types, in any case.", [JobType.Campaign]),
            .. PageParameterDescriptions.All("jobs"),
        ];

    private static OpenApiParameter TimeBound(string name, string description, JsonNode example)
    {
        var seconds = Integer(
            "UTC seconds since 1970, in the years 1 to 9999.",
            DateTimeOffset.MinValue.ToUnixTimeSeconds(),
            DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        );
        var dateTime = Text("ISO-8601, with its offset.");
        dateTime.Format = "date-time";
        return Query(name, description, new OpenApiSchema { OneOf = [seconds, dateTime] }, example);
    }

    /// <summary>The document can show one way to write a list, so it shows the commas.</summary>
    private static OpenApiParameter Words(string name, string description, string[] examples)
    {
        var words = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            MinItems = 1,
            MaxItems = JobListParameters.MaxWords,
            Items = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = WordPattern },
        };
        var parameter = Query(
            name,
            $"{description} Separated by commas, or given several times.",
            words,
            new JsonArray([.. examples.Select(example => JsonValue.Create(example))])
        );
        parameter.Style = ParameterStyle.Form;
        parameter.Explode = false;
        return parameter;
    }
}
