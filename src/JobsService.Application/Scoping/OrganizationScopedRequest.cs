using MediatR;

namespace JobsService.Application.Scoping;

/// <summary>
/// Base class of requests that are limited to an organization scope. The handler passes <see cref="Scope"/> to the port.
/// </summary>
/// <typeparam name="TResponse">What the handler returns.</typeparam>
public abstract record OrganizationScopedRequest<TResponse> : IRequest<TResponse>, IOrganizationScopedRequest
{
    private OrganizationScope? _scope;

    /// <summary>Creates a request without a scope.</summary>
    protected OrganizationScopedRequest() { }

    /// <summary>Creates a copy without the scope of the original, because the copy may be sent for another caller.</summary>
    protected OrganizationScopedRequest(OrganizationScopedRequest<TResponse> original) =>
        Organizations = original.Organizations;

    /// <summary>The organizations that the request selects; by default, all that the caller has access to.</summary>
    public OrganizationSelection Organizations { get; init; } = OrganizationSelection.InScope;

    /// <summary>The organizations that the handler has access to.</summary>
    /// <exception cref="InvalidOperationException">The request was not sent through the mediator.</exception>
    public OrganizationScope Scope =>
        _scope
        ?? throw new InvalidOperationException(
            $"{GetType().Name} has no scope. Send it through IMediator instead of calling the handler."
        );

    /// <inheritdoc/>
    void IOrganizationScopedRequest.Assign(OrganizationScope scope)
    {
        if (Interlocked.CompareExchange(ref _scope, scope, comparand: null) is not null)
        {
            throw new InvalidOperationException(
                $"This {GetType().Name} was already sent. Create a new request for each call."
            );
        }
    }
}
