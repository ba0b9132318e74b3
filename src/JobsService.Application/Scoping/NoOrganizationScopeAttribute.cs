namespace JobsService.Application.Scoping;

/// <summary>
/// Marks a request that needs no organization scope. A request that neither has this attribute nor derives from
/// <see cref="OrganizationScopedRequest{TResponse}"/> is rejected.
/// </summary>
/// <param name="reason">Why the request cannot leak data of an organization; must not be empty.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NoOrganizationScopeAttribute(string reason) : Attribute
{
    /// <summary>Why the request cannot leak data of an organization.</summary>
    public string Reason { get; } = reason;
}
