using System.Text.Json;
using JobsService.Api.OpenApi;
using JobsService.Api.Responses;
using JobsService.Application.ApiKeys;
using JobsService.Domain.ApiKeys;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.ApiKeys;

/// <summary>The JSON of the calling key with its organization: its keys in alphabetical order, absent values as null.</summary>
internal sealed class CallingKeyJson : IApiResource
{
    private static readonly JsonEncodedText ApiKeyId = JsonEncodedText.Encode("api_key_id");
    private static readonly JsonEncodedText ApiKeyName = JsonEncodedText.Encode("api_key_name");
    private static readonly JsonEncodedText ExpiresAt = JsonEncodedText.Encode("expires_at");
    private static readonly JsonEncodedText OrganizationId = JsonEncodedText.Encode("organization_id");
    private static readonly JsonEncodedText OrganizationName = JsonEncodedText.Encode("organization_name");
    private static readonly JsonEncodedText Role = JsonEncodedText.Encode("role");

    /// <inheritdoc/>
    public static ApiResource Resource { get; } =
        new("CallingKey", "keys")
        {
            Schema = Schema,
            Example = """
                {"api_key_id":1,"api_key_name":"my poller","expires_at":null,"organization_id":1,"organization_name":"Organization 1","role":"organization_admin"}
                """,
            ItemDescription = "The calling key and its organization.",
        };

    /// <summary>Writes the key as an object.</summary>
    public static void Write(Utf8JsonWriter writer, in CallingKey caller)
    {
        writer.WriteStartObject();
        writer.WriteNumber(ApiKeyId, caller.Key.Id);
        writer.WriteString(ApiKeyName, caller.Key.Name);
        writer.WriteTimeOrNull(ExpiresAt, caller.Key.ExpiresAt);
        writer.WriteNumber(OrganizationId, caller.Organization.Id);
        writer.WriteString(OrganizationName, caller.Organization.Name);
        writer.WriteString(Role, caller.Key.Role.ToName());
        writer.WriteEndObject();
    }

    private static OpenApiSchema Schema() =>
        Object(
            "The calling key and its organization.",
            (ApiKeyId.Value, Integer("The id of the key.")),
            (ApiKeyName.Value, ApiKeyJson.NameSchema()),
            (ExpiresAt.Value, OrNull(Time("When the key expires; null for never."))),
            (OrganizationId.Value, Integer("The organization that the key belongs to.")),
            (OrganizationName.Value, Text("The name of this organization.")),
            (Role.Value, ApiKeyJson.RoleSchema())
        );
}
