namespace JobsService.Application.Scoping;

/// <summary>The non-generic members of <see cref="OrganizationScopedRequest{TResponse}"/>, for the behavior.</summary>
internal interface IOrganizationScopedRequest
{
    /// <summary>The organizations that the request selects.</summary>
    OrganizationSelection Organizations { get; }

    /// <summary>Assigns the scope to the request.</summary>
    /// <exception cref="InvalidOperationException">The request already has a scope, possibly of another caller.</exception>
    void Assign(OrganizationScope scope);
}
