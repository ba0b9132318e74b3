using JobsService.Domain.ApiKeys;
using JobsService.Domain.Organizations;

namespace JobsService.Application.Scoping;

/// <summary>Who is asking.</summary>
/// <param name="OrganizationId">The organization that the caller belongs to.</param>
/// <param name="Role">What the caller may see.</param>
/// <param name="ApiKeyId">The key that the caller presented; null for the operator, who needs none.</param>
public sealed record Caller(long OrganizationId, ApiKeyRole Role, long? ApiKeyId)
{
    /// <summary>Whoever may run the program on the server itself: a system admin without a key.</summary>
    public static Caller Operator { get; } =
        new(Organization.SystemOrganizationId, ApiKeyRole.SystemAdmin, ApiKeyId: null);
}
