namespace JobsService.Application.Scoping;

/// <summary>
/// Says of a request that it needs no organization scope, and why. A request that neither carries this nor derives from
/// <see cref="OrganizationScopedRequest{TResponse}"/> is refused.
/// </summary>
/// <param name="reason">Why no row of an organization can leak through the request; must not be empty.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NoOrganizationScopeAttribute(string reason) : Attribute
{
    /// <summary>Why no row of an organization can leak through the request.</summary>
    public string Reason { get; } = reason;
}
