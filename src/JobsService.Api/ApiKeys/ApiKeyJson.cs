using System.Text.Json;
using JobsService.Api.Responses;
using JobsService.Application.ApiKeys;
using JobsService.Domain.ApiKeys;

namespace JobsService.Api.ApiKeys;

/// <summary>A key as the API spells it: its keys in alphabetical order, absent values as null, and no hash.</summary>
internal static class ApiKeyJson
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

    /// <summary>Writes a key as an object.</summary>
    public static void Write(Utf8JsonWriter writer, in ApiKey key) => Write(writer, key, secret: null);

    /// <summary>Writes a key with its new secret, which stands in no other answer.</summary>
    public static void WriteIssued(Utf8JsonWriter writer, in IssuedApiKey issued) =>
        Write(writer, issued.Key, issued.Secret);

    private static void Write(Utf8JsonWriter writer, ApiKey key, ApiKeySecret? secret)
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
}
