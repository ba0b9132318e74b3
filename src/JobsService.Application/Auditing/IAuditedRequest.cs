using JobsService.Application.Scoping;

namespace JobsService.Application.Auditing;

/// <summary>A request whose success and failure are recorded in the audit log.</summary>
internal interface IAuditedRequest
{
    /// <summary>The action recorded in the audit log, for example <c>api_key.rotate</c>.</summary>
    string Action { get; }

    /// <summary>The id of the affected key; null when a key is created.</summary>
    long? ApiKeyId { get; }

    /// <inheritdoc cref="OrganizationScopedRequest{TResponse}.Organizations"/>
    OrganizationSelection Organizations { get; }
}
