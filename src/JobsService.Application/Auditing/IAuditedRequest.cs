using JobsService.Application.Scoping;

namespace JobsService.Application.Auditing;

/// <summary>A request whose every failure is a line of the audit log, as is what its handler does.</summary>
internal interface IAuditedRequest
{
    /// <summary>What is asked for, like <c>api_key.rotate</c>.</summary>
    string Action { get; }

    /// <summary>The key that it is about; null for a new one.</summary>
    long? ApiKeyId { get; }

    /// <inheritdoc cref="OrganizationScopedRequest{TResponse}.Organizations"/>
    OrganizationSelection Organizations { get; }
}
