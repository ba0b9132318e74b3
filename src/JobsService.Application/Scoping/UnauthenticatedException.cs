namespace JobsService.Application.Scoping;

/// <summary>
/// A scoped request was sent while nobody had authenticated. Routes demand a key before they send anything, so this is a
/// mistake in the code.
/// </summary>
/// <param name="requestType">The request type.</param>
public sealed class UnauthenticatedException(Type requestType)
    : InvalidOperationException($"{requestType.Name} needs a caller and there is none; refused.");
