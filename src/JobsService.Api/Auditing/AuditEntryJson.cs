using System.Text.Json;
using JobsService.Api.Responses;
using JobsService.Domain.Auditing;

namespace JobsService.Api.Auditing;

/// <summary>A line of the audit log as the API spells it: its keys in alphabetical order, absent values as null.</summary>
internal static class AuditEntryJson
{
    private static readonly JsonEncodedText Action = JsonEncodedText.Encode("action");
    private static readonly JsonEncodedText ActorApiKeyId = JsonEncodedText.Encode("actor_api_key_id");
    private static readonly JsonEncodedText ActorOrganizationId = JsonEncodedText.Encode("actor_organization_id");
    private static readonly JsonEncodedText ApiKeyId = JsonEncodedText.Encode("api_key_id");
    private static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("created_at");
    private static readonly JsonEncodedText Detail = JsonEncodedText.Encode("detail");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText OrganizationId = JsonEncodedText.Encode("organization_id");
    private static readonly JsonEncodedText Outcome = JsonEncodedText.Encode("outcome");
    private static readonly JsonEncodedText RequestId = JsonEncodedText.Encode("request_id");

    /// <summary>Writes a line as an object.</summary>
    public static void Write(Utf8JsonWriter writer, in AuditEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString(Action, entry.Action);
        writer.WriteNumberOrNull(ActorApiKeyId, entry.ActorApiKeyId);
        writer.WriteNumber(ActorOrganizationId, entry.ActorOrganizationId);
        writer.WriteNumberOrNull(ApiKeyId, entry.ApiKeyId);
        writer.WriteTimeOrNull(CreatedAt, entry.CreatedAt);
        writer.WriteString(Detail, entry.Detail);
        writer.WriteNumber(Id, entry.Id);
        writer.WriteNumberOrNull(OrganizationId, entry.OrganizationId);
        writer.WriteString(Outcome, entry.Outcome);
        writer.WriteString(RequestId, entry.RequestId);
        writer.WriteEndObject();
    }
}
