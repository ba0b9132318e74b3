using System.Reflection;
using MediatR;

namespace JobsService.Application.Scoping;

/// <summary>
/// The first step of every request: gives it its <see cref="OrganizationScope"/>, or refuses it.
/// </summary>
/// <remarks>
/// It is not constrained to scoped requests on purpose. The container silently leaves a constrained behavior out of requests
/// that do not match, and a forgotten base class would become a leak; so every request comes through here, and one that says
/// nothing about its scope goes no further.
/// </remarks>
internal sealed class OrganizationScopeBehavior<TRequest, TResponse>(ICurrentCaller currentCaller, ScopeMetrics metrics)
    : IPipelineBehavior<TRequest, TResponse>
{
    private static readonly bool NeedsNoScope = !string.IsNullOrWhiteSpace(
        typeof(TRequest).GetCustomAttribute<NoOrganizationScopeAttribute>()?.Reason
    );

    /// <inheritdoc/>
    /// <exception cref="UnscopedRequestException">The request does not say how it is scoped.</exception>
    /// <exception cref="UnauthenticatedException">The request needs a scope and there is no caller.</exception>
    /// <exception cref="OutOfScopeException">The caller may not ask this.</exception>
    public Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next
    )
    {
        if (request is IOrganizationScopedRequest scoped)
        {
            var caller = currentCaller.Caller ?? throw new UnauthenticatedException(typeof(TRequest));
            scoped.Assign(ScopeOf(caller, scoped.Organizations));
        }
        else if (!NeedsNoScope)
        {
            throw new UnscopedRequestException(typeof(TRequest));
        }

        return next();
    }

    private OrganizationScope ScopeOf(Caller caller, OrganizationSelection organizations)
    {
        OrganizationScope? scope = null;
        try
        {
            return scope = OrganizationScope.Of(caller, organizations);
        }
        finally
        {
            metrics.Count(typeof(TRequest).Name, organizations, scope);
        }
    }
}
