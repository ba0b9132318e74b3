namespace JobsService.Application.Scoping;

/// <summary>A request type forgot to say how it is scoped. A mistake in the code, never in what a client sent.</summary>
/// <param name="requestType">The request type.</param>
public sealed class UnscopedRequestException(Type requestType)
    : InvalidOperationException(
        $"{requestType.Name} neither derives from OrganizationScopedRequest nor carries [NoOrganizationScope(reason)]; refused."
    );
