using JobsService.Api.OpenApi;
using JobsService.Api.Responses;
using JobsService.Application.ApiKeys;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.ApiKeys;

/// <summary>Describes the request bodies that <see cref="ApiKeyBody"/> reads.</summary>
internal static class ApiKeyBodies
{
    public const string NewKey = "NewApiKey";
    public const string ChangedKey = "ChangedApiKey";
    public const string Rotation = "ApiKeyRotation";

    /// <summary>The bodies, with examples of the errors for a body that is malformed or invalid.</summary>
    public static ApiChanges Changes { get; } =
        new(
            new Dictionary<string, ApiRequestBody>(StringComparer.Ordinal)
            {
                [NewKey] = new(NewKeySchema, """{"api_key":{"name":"my poller","role":"organization_admin"}}"""),
                [ChangedKey] = new(ChangedKeySchema, """{"api_key":{"active":false}}"""),
                [Rotation] = new(RotationSchema, """{"api_key":{"overlap_minutes":60}}""", IsRequired: false),
            },
            ApiError.InvalidRequest(ApiKeyBody.Expected),
            ApiError.ValidationFailed(ApiKeyRuleViolation.LastSystemAdminMessage)
        );

    private static OpenApiSchema NewKeySchema() =>
        Body("A key to create.", ["name"], ("name", ApiKeyJson.NameSchema()), ("role", ApiKeyJson.RoleSchema()));

    private static OpenApiSchema ChangedKeySchema() =>
        Body(
            "Changes of a key; at least one is required.",
            required: [],
            ("name", ApiKeyJson.NameSchema()),
            ("active", TrueOrFalse("Whether the key can authenticate."))
        );

    private static OpenApiSchema RotationSchema() =>
        Body(
            "The options of a rotation.",
            required: [],
            (
                "overlap_minutes",
                Integer(
                    "How many minutes the old secret remains valid; default 0.",
                    minimum: 0,
                    RotateApiKey.MaxOverlapMinutes
                )
            )
        );

    private static OpenApiSchema Body(
        string description,
        IEnumerable<string> required,
        params IReadOnlyCollection<(string Name, IOpenApiSchema Schema)> attributes
    )
    {
        var key = Object(description, attributes);
        key.Required = required.ToHashSet(StringComparer.Ordinal);
        return Object(description, ("api_key", key));
    }
}
