using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.OpenApi;

/// <summary>The schema of what <c>AuditEntryJson</c> writes.</summary>
internal static class AuditEntrySchema
{
    /// <summary>A line of the audit log.</summary>
    public static OpenApiSchema Entry() =>
        Object(
            "A line of the audit log.",
            ("action", Text("What was asked for: api_key.create, api_key.update, api_key.rotate or api_key.revoke.")),
            ("actor_api_key_id", OrNull(Integer("The key that was presented; null for the operator on the server."))),
            ("actor_organization_id", Integer("The organization of whoever did it.")),
            ("api_key_id", OrNull(Integer("The key that it is about; null where there was none."))),
            ("created_at", Time("When it happened.")),
            ("detail", Text("What exactly, or why it failed, in words.")),
            ("id", Integer("The line's number.")),
            ("organization_id", OrNull(Integer("The organization whose key it is about, if that was found out."))),
            ("outcome", Text("done, or the error_code that was answered.")),
            ("request_id", Text("The X-Request-Id of the request."))
        );
}
