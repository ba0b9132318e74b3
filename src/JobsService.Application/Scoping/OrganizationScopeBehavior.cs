using System.Reflection;
using MediatR;

namespace JobsService.Application.Scoping;

/// <summary>
/// Assigns the <see cref="OrganizationScope"/> to every request, or rejects the request.
/// </summary>
/// <remarks>
/// It has no generic constraint on purpose. The container silently skips a constrained behavior for requests that do not match, so
/// a forgotten base class would leak data. Without a constraint, every request passes through here, and one that does not declare
/// its scope is rejected (ADR 0003).
/// </remarks>
internal sealed class OrganizationScopeBehavior<TRequest, TResponse>(ICurrentCaller currentCaller, ScopeMetrics metrics)
    : IPipelineBehavior<TRequest, TResponse>
{
    private static readonly bool NeedsNoScope = !string.IsNullOrWhiteSpace(
        typeof(TRequest).GetCustomAttribute<NoOrganizationScopeAttribute>()?.Reason
    );

    /// <inheritdoc/>
    /// <exception cref="UnscopedRequestException">The request type does not declare its scope.</exception>
    /// <exception cref="UnauthenticatedException">The request needs a scope, but there is no caller.</exception>
    /// <exception cref="OutOfScopeException">The caller's role does not allow the selection.</exception>
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
