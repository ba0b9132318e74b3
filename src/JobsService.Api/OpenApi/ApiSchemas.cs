using System.Text.Json.Nodes;
using JobsService.Api.Responses;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.OpenApi;

/// <summary>The schemas of what the API takes and answers (contract, "Envelope").</summary>
internal static class ApiSchemas
{
    public const string Error = "Error";

    public static readonly ListSchemas Jobs = new("Job", "jobs");
    public static readonly ListSchemas ApiKeys = new("ApiKey", "keys");
    public static readonly ListSchemas IssuedApiKeys = new("IssuedApiKey", "keys");
    public static readonly ListSchemas AuditEntries = new("AuditEntry", "lines");

    /// <summary>All of them, by their names.</summary>
    public static Dictionary<string, IOpenApiSchema> All(OpenApiDocument document)
    {
        IEnumerable<(string Name, IOpenApiSchema Schema)> schemas =
        [
            (Jobs.Name, JobSchema.Job()),
            Jobs.OfAnswer(document),
            .. Jobs.OfLists(document),
            .. ApiKeySchemas.All(),
            ApiKeys.OfAnswer(document),
            .. ApiKeys.OfLists(document),
            IssuedApiKeys.OfAnswer(document),
            (AuditEntries.Name, AuditEntrySchema.Entry()),
            .. AuditEntries.OfLists(document),
            (Error, ErrorObject()),
        ];
        return schemas.ToDictionary(schema => schema.Name, schema => schema.Schema, StringComparer.Ordinal);
    }

    private static OpenApiSchema ErrorObject() =>
        Object(
            "What went wrong.",
            ("success", OneOf(JsonSchemaType.Boolean, false)),
            ("data", Null()),
            ("error_code", OneOf(JsonSchemaType.String, [.. ApiError.Codes.Select(code => JsonValue.Create(code))])),
            ("error_message", Text("For the developer of a client; its words may change."))
        );
}
