using System.Text.Json;
using JobsService.Api.OpenApi;
using JobsService.Api.Responses;
using JobsService.Application.ApiKeys;
using JobsService.Domain.ApiKeys;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.ApiKeys;

/// <summary>The JSON of an API key: its properties in alphabetical order, absent values as null, and no hash.</summary>
internal sealed class ApiKeyJson : IApiResource
{
    private static readonly JsonEncodedText Active = JsonEncodedText.Encode("active");
    private static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("created_at");
    private static readonly JsonEncodedText ExpiresAt = JsonEncodedText.Encode("expires_at");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText LastUsedAt = JsonEncodedText.Encode("last_used_at");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText OrganizationId = JsonEncodedText.Encode("organization_id");
    private static readonly JsonEncodedText Role = JsonEncodedText.Encode("role");
    private static readonly JsonEncodedText Secret = JsonEncodedText.Encode("secret");
    private static readonly JsonEncodedText SecretLast4 = JsonEncodedText.Encode("secret_last4");

    /// <inheritdoc/>
    public static ApiResource Resource { get; } =
        new("ApiKey", "keys")
        {
            Schema = () => Schema("An API key."),
            Example = """
                {"active":true,"created_at":"2026-01-01T00:00:00Z","expires_at":null,"id":1,"last_used_at":"2026-01-02T00:00:00Z","name":"my poller","organization_id":1,"role":"organization_admin","secret_last4":"61d2"}
                """,
            ItemDescription = "The key. After it was revoked: the key as it was before.",
            List = ApiKeyFilters.List,
            Changes = ApiKeyBodies.Changes,
        };

    /// <summary>Writes a key as an object.</summary>
    public static void Write(Utf8JsonWriter writer, in ApiKey key) => Write(writer, key, secret: null);

    /// <summary>Writes a key as an object, with its secret if there is one.</summary>
    public static void Write(Utf8JsonWriter writer, ApiKey key, ApiKeySecret? secret)
    {
        writer.WriteStartObject();
        writer.WriteBoolean(Active, key.Active);
        writer.WriteTimeOrNull(CreatedAt, key.CreatedAt);
        writer.WriteTimeOrNull(ExpiresAt, key.ExpiresAt);
        writer.WriteNumber(Id, key.Id);
        writer.WriteTimeOrNull(LastUsedAt, key.LastUsedAt);
        writer.WriteString(Name, key.Name);
        writer.WriteNumber(OrganizationId, key.OrganizationId);
        writer.WriteString(Role, key.Role.ToName());
        if (secret is not null)
        {
            writer.WriteString(Secret, secret.Reveal());
        }

        writer.WriteString(SecretLast4, key.SecretLast4);
        writer.WriteEndObject();
    }

    /// <summary>The schema of a key.</summary>
    /// <param name="description">Describes the key.</param>
    /// <param name="secret">The schema of its secret; null if it has none.</param>
    public static OpenApiSchema Schema(string description, OpenApiSchema? secret = null)
    {
        List<(string, IOpenApiSchema)> properties =
        [
            (Active.Value, TrueOrFalse("Whether the key can authenticate.")),
            (CreatedAt.Value, Time("When the key was created.")),
            (ExpiresAt.Value, OrNull(Time("When the key expires; null for never."))),
            (Id.Value, Integer("The id of the key.")),
            (LastUsedAt.Value, OrNull(Time("When the key was last used, accurate to about a minute."))),
            (Name.Value, NameSchema()),
            (OrganizationId.Value, Integer("The organization that the key belongs to.")),
            (Role.Value, RoleSchema()),
        ];
        if (secret is not null)
        {
            properties.Add((Secret.Value, secret));
        }

        properties.Add(
            (
                SecretLast4.Value,
                OrNull(
                    Text(
                        "The last four characters of the secret; null if they were not stored yet when the key was created."
                    )
                )
            )
        );
        return Object(description, properties);
    }

    /// <summary>The schema of a key's name.</summary>
    public static OpenApiSchema NameSchema()
    {
        var name = Text("The name, which states the purpose of the key.");
        name.MinLength = 1;
        name.MaxLength = ApiKey.MaxNameLength;
        return name;
    }

    /// <summary>The schema of a key's role.</summary>
    public static OpenApiSchema RoleSchema() =>
        OneOf(JsonSchemaType.String, ApiKeyRoleName.OrganizationAdmin, ApiKeyRoleName.SystemAdmin);
}

/// <summary>The JSON of an API key with its new secret, which no other response contains.</summary>
internal sealed class IssuedApiKeyJson : IApiResource
{
    /// <inheritdoc/>
    public static ApiResource Resource { get; } =
        new("IssuedApiKey", "keys")
        {
            Schema = () => ApiKeyJson.Schema("An API key with its new secret.", SecretSchema()),
            Example = """
                {"active":true,"created_at":"2026-01-01T00:00:00Z","expires_at":null,"id":3,"last_used_at":null,"name":"my poller","organization_id":1,"role":"organization_admin","secret":"5e96465c883f3309f0105a2e1076632b687e61d2","secret_last4":"61d2"}
                """,
            ItemDescription = "The key with its secret, which no other response contains.",
            Changes = ApiKeyBodies.Changes,
        };

    /// <summary>Writes a key with its new secret as an object.</summary>
    public static void Write(Utf8JsonWriter writer, in IssuedApiKey issued) =>
        ApiKeyJson.Write(writer, issued.Key, issued.Secret);

    private static OpenApiSchema SecretSchema()
    {
        var secret = Text("The secret, which is returned only once.");
        secret.Pattern = "^[0-9a-f]{40}$";
        return secret;
    }
}
