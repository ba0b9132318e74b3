using System.Text.Json;
using JobsService.Api.OpenApi;
using JobsService.Api.Responses;
using JobsService.Application.Auditing;
using JobsService.Domain.Auditing;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.Auditing;

/// <summary>The JSON of an entry of the audit log: its keys in alphabetical order, absent values as null.</summary>
internal sealed class AuditEntryJson : IApiResource
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

    /// <inheritdoc/>
    public static ApiResource Resource { get; } =
        new("AuditEntry", "entries")
        {
            Schema = Schema,
            Example = """
                {"action":"api_key.create","actor_api_key_id":1,"actor_organization_id":1,"api_key_id":3,"created_at":"2026-01-01T00:00:00Z","detail":"name 'my poller', role organization_admin","id":1,"organization_id":1,"outcome":"done","request_id":"f6e40d578ed1d9c418cca45e1b7fe532"}
                """,
            List = ListAuditLog.Definition,
        };

    /// <summary>Writes an entry as an object.</summary>
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

    private static OpenApiSchema Schema() =>
        Object(
            "An entry of the audit log.",
            (Action.Value, Text("api_key.create, api_key.update, api_key.rotate or api_key.revoke.")),
            (
                ActorApiKeyId.Value,
                OrNull(Integer("The key that made the request; null for an operator on the server."))
            ),
            (ActorOrganizationId.Value, Integer("The organization that made the request.")),
            (ApiKeyId.Value, OrNull(Integer("The key to change; null if it does not exist."))),
            (CreatedAt.Value, Time("When the change was requested.")),
            (Detail.Value, Text("The change in detail, or the reason why it failed.")),
            (Id.Value, Integer("The id of the entry.")),
            (OrganizationId.Value, OrNull(Integer("The organization of the key to change; null if it is unknown."))),
            (Outcome.Value, Text("done, or the error_code of the response.")),
            (RequestId.Value, Text("The X-Request-Id of the request."))
        );
}
