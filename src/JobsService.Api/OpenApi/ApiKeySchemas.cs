using System.Text.Json.Nodes;
using JobsService.Application.ApiKeys;
using JobsService.Domain.ApiKeys;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.OpenApi;

/// <summary>The schemas of what <c>ApiKeyJson</c> writes and <c>ApiKeyBody</c> reads.</summary>
internal static class ApiKeySchemas
{
    /// <summary>What to answer to a body that is not JSON.</summary>
    public const string ExpectedBody =
        "The body must be a JSON object like {\"api_key\":{\"name\":\"my poller\"}}, in UTF-8, without the same key twice.";

    public const string NewKey = "NewApiKey";
    public const string ChangedKey = "ChangedApiKey";
    public const string Rotation = "ApiKeyRotation";

    /// <summary>All of them, by their names.</summary>
    public static IEnumerable<(string Name, IOpenApiSchema Schema)> All() =>
        [
            (ApiSchemas.ApiKeys.Name, Object("An API key.", [.. Attributes(), Last4()])),
            (
                ApiSchemas.IssuedApiKeys.Name,
                Object("An API key with its new secret.", [.. Attributes(), ("secret", Secret()), Last4()])
            ),
            (NewKey, Body("A key to be made.", ["name"], ("name", Name()), ("role", Role()))),
            (
                ChangedKey,
                Body(
                    "What is to change of a key; at least one of them.",
                    required: [],
                    ("name", Name()),
                    ("active", TrueOrFalse("Whether the key is to authenticate."))
                )
            ),
            (
                Rotation,
                Body(
                    "How a key is to be rotated.",
                    required: [],
                    (
                        "overlap_minutes",
                        Integer(
                            "How long the old secret still works, 0 if nothing is said.",
                            minimum: 0,
                            RotateApiKey.MaxOverlapMinutes
                        )
                    )
                )
            ),
        ];

    /// <summary>A body that is taken.</summary>
    public static JsonNode ExampleOf(string body) =>
        JsonNode.Parse(
            body switch
            {
                NewKey => """{"api_key":{"name":"my poller","role":"organization_admin"}}""",
                ChangedKey => """{"api_key":{"active":false}}""",
                _ => """{"api_key":{"overlap_minutes":60}}""",
            }
        )!;

    private static (string, IOpenApiSchema)[] Attributes() =>
        [
            ("active", TrueOrFalse("Whether the key authenticates.")),
            ("created_at", Time("When the key was made.")),
            ("expires_at", OrNull(Time("From when on the key is good no more; null for never."))),
            ("id", Integer("The key's identifier.")),
            ("last_used_at", OrNull(Time("When the key was last used, to about a minute."))),
            ("name", Name()),
            ("organization_id", Integer("The organization that the key belongs to.")),
            ("role", Role()),
        ];

    private static OpenApiSchema Name()
    {
        var name = Text("What the key is for.");
        name.MinLength = 1;
        name.MaxLength = ApiKey.MaxNameLength;
        return name;
    }

    private static OpenApiSchema Role() =>
        OneOf(JsonSchemaType.String, ApiKeyRoleName.OrganizationAdmin, ApiKeyRoleName.SystemAdmin);

    private static OpenApiSchema Secret()
    {
        var secret = Text("The secret, this once.");
        secret.Pattern = "^[0-9a-f]{40}$";
        return secret;
    }

    private static (string, IOpenApiSchema) Last4() =>
        ("secret_last4", OrNull(Text("The secret's last four characters; null of a key made before they were kept.")));

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
