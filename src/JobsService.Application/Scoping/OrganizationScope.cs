using JobsService.Domain.ApiKeys;

namespace JobsService.Application.Scoping;

/// <summary>
/// The organizations that a request has access to: one, or all. Every port that reads jobs requires a scope, and only
/// <see cref="OrganizationScopeBehavior{TRequest, TResponse}"/> creates one, from the caller's key and the request's selection.
/// </summary>
/// <remarks>A class without a public constructor, so that neither <c>new</c> nor <c>default</c> creates a scope.</remarks>
public sealed class OrganizationScope
{
    private OrganizationScope(long? organizationId, bool isOfSystemAdmin)
    {
        OrganizationId = organizationId;
        IsOfSystemAdmin = isOfSystemAdmin;
    }

    /// <summary>The only organization in scope, or null if every organization is in scope.</summary>
    public long? OrganizationId { get; }

    /// <summary>Whether the caller is a system admin. Keys of system admins are in scope of system admins only.</summary>
    public bool IsOfSystemAdmin { get; }

    /// <summary>Whether the given organization is in scope.</summary>
    public bool Includes(long organizationId) => OrganizationId is null || OrganizationId == organizationId;

    /// <summary>Creates the scope of a request: the selected organizations that the caller's role has access to.</summary>
    /// <exception cref="OutOfScopeException">The role does not allow the selection.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The role is unknown.</exception>
    internal static OrganizationScope Of(Caller caller, OrganizationSelection selection) =>
        caller.Role switch
        {
            ApiKeyRole.SystemAdmin => new OrganizationScope(
                selection.IsOwn ? caller.OrganizationId : selection.OrganizationId,
                isOfSystemAdmin: true
            ),
            ApiKeyRole.OrganizationAdmin when selection.IsForSystemAdmins => throw new OutOfScopeException(),
            ApiKeyRole.OrganizationAdmin => new OrganizationScope(caller.OrganizationId, isOfSystemAdmin: false),
            _ => throw new ArgumentOutOfRangeException(nameof(caller), caller.Role, "Unknown role."),
        };
}
