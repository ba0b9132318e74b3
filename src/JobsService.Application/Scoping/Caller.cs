using JobsService.Domain.ApiKeys;
using JobsService.Domain.Organizations;

namespace JobsService.Application.Scoping;

/// <summary>The authenticated caller of a request.</summary>
/// <param name="OrganizationId">The organization that the caller belongs to.</param>
/// <param name="Role">The role of the caller.</param>
/// <param name="ApiKeyId">The key that the caller authenticated with; null for the operator on the command line.</param>
public sealed record Caller(long OrganizationId, ApiKeyRole Role, long? ApiKeyId)
{
    /// <summary>The user of the command line, who is a system admin without a key.</summary>
    public static Caller Operator { get; } =
        new(Organization.SystemOrganizationId, ApiKeyRole.SystemAdmin, ApiKeyId: null);
}

/// <summary>The caller of the current request. Registered as a scoped service.</summary>
public interface ICurrentCaller
{
    /// <summary>The caller, or null before authentication.</summary>
    Caller? Caller { get; }

    /// <summary>The request id, as in the log: 1 to 64 characters of <c>A-Za-z0-9_-</c>.</summary>
    string RequestId { get; }
}
