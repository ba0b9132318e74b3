namespace JobsService.Application.Scoping;

/// <summary>
/// A scoped request was sent without an authenticated caller. Routes require authentication before they send requests, so this is
/// a programming error.
/// </summary>
/// <param name="requestType">The request type.</param>
public sealed class UnauthenticatedException(Type requestType)
    : InvalidOperationException(
        $"{requestType.Name} was rejected: it needs an authenticated caller, and there is none."
    );
