namespace JobsService.Application.Scoping;

/// <summary>What the behavior sees of an <see cref="OrganizationScopedRequest{TResponse}"/>.</summary>
internal interface IOrganizationScopedRequest
{
    /// <summary>What the request asks about.</summary>
    OrganizationSelection Organizations { get; }

    /// <summary>Gives the request its scope.</summary>
    /// <exception cref="InvalidOperationException">It has one already, and may be serving another caller.</exception>
    void Assign(OrganizationScope scope);
}
