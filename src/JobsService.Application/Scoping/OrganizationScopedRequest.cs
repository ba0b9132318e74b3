using MediatR;

namespace JobsService.Application.Scoping;

/// <summary>
/// A request whose handler may touch only what is in its scope. Derive from it, and pass <see cref="Scope"/> on to
/// the port.
/// </summary>
/// <typeparam name="TResponse">What the handler returns.</typeparam>
public abstract record OrganizationScopedRequest<TResponse> : IRequest<TResponse>, IOrganizationScopedRequest
{
    private OrganizationScope? _scope;

    /// <summary>A new request, without a scope.</summary>
    protected OrganizationScopedRequest() { }

    /// <summary>A copy, without the scope of the original: it may be sent for somebody else.</summary>
    protected OrganizationScopedRequest(OrganizationScopedRequest<TResponse> original) =>
        Organizations = original.Organizations;

    /// <summary>The organizations that the request asks about; where it says nothing, all that the caller may see.</summary>
    public OrganizationSelection Organizations { get; init; } = OrganizationSelection.InScope;

    /// <summary>What the handler may touch.</summary>
    /// <exception cref="InvalidOperationException">The request did not come through the pipeline.</exception>
    public OrganizationScope Scope =>
        _scope
        ?? throw new InvalidOperationException($"{GetType().Name} has no scope: it must be sent through the pipeline.");

    /// <inheritdoc/>
    void IOrganizationScopedRequest.Assign(OrganizationScope scope)
    {
        if (Interlocked.CompareExchange(ref _scope, scope, comparand: null) is not null)
        {
            throw new InvalidOperationException(
                $"This {GetType().Name} was sent before: a request serves one caller, so make a new one each time."
            );
        }
    }
}
