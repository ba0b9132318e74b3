namespace JobsService.Application.Scoping;

/// <summary>
/// The requested resource does not exist or is outside of the caller's scope. The two cases are indistinguishable on purpose.
/// </summary>
public sealed class NotFoundException() : Exception("The resource does not exist in the caller's scope.");

/// <summary>The caller's role does not allow the request. The exception does not reveal whether a resource exists.</summary>
public sealed class OutOfScopeException() : Exception("This API key is not allowed to do this.");

/// <summary>
/// A scoped request was sent without an authenticated caller. Routes require authentication before they send requests, so this is
/// a programming error.
/// </summary>
/// <param name="requestType">The request type.</param>
public sealed class UnauthenticatedException(Type requestType)
    : InvalidOperationException(
        $"{requestType.Name} was rejected: it needs an authenticated caller, and there is none."
    );

/// <summary>A request type does not declare its scope. This is a programming error, not an error of the client.</summary>
/// <param name="requestType">The request type.</param>
public sealed class UnscopedRequestException(Type requestType)
    : InvalidOperationException(
        $"{requestType.Name} was rejected: derive it from OrganizationScopedRequest or add [NoOrganizationScope(reason)]."
    );
