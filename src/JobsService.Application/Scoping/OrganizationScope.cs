using JobsService.Domain.ApiKeys;

namespace JobsService.Application.Scoping;

/// <summary>
/// The organizations whose rows a request may touch: one, or all. Every port that reads jobs takes one, and only
/// <see cref="OrganizationScopeBehavior{TRequest, TResponse}"/> makes one, from the caller's key and from
/// what the request asks about.
/// </summary>
/// <remarks>A class without a public constructor, so that neither <c>new</c> nor <c>default</c> yields a scope.</remarks>
public sealed class OrganizationScope
{
    private OrganizationScope(long? organizationId, bool isOfSystemAdmin)
    {
        OrganizationId = organizationId;
        IsOfSystemAdmin = isOfSystemAdmin;
    }

    /// <summary>The only organization in scope, or null when every organization is.</summary>
    public long? OrganizationId { get; }

    /// <summary>Whether a system admin asks: only then keys of that role are in scope.</summary>
    public bool IsOfSystemAdmin { get; }

    /// <summary>Whether rows of that organization are in scope.</summary>
    public bool Includes(long organizationId) => OrganizationId is null || OrganizationId == organizationId;

    /// <summary>The scope of a request: what it asks about, as far as its caller's role allows.</summary>
    /// <exception cref="OutOfScopeException">The role does not allow to ask this, whatever exists.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The role is unknown: no scope, rather than a guess.</exception>
    internal static OrganizationScope Of(Caller caller, OrganizationSelection selection) =>
        caller.Role switch
        {
            ApiKeyRole.SystemAdmin => new OrganizationScope(
                selection.IsOwn ? caller.OrganizationId : selection.OrganizationId,
                isOfSystemAdmin: true
            ),
            ApiKeyRole.OrganizationAdmin when selection.IsForSystemAdmins => throw new OutOfScopeException(),
            ApiKeyRole.OrganizationAdmin => new OrganizationScope(caller.OrganizationId, isOfSystemAdmin: false),
            _ => throw new ArgumentOutOfRangeException(nameof(caller), caller.Role, "Not a role."),
        };
}
