using MediatR;

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
