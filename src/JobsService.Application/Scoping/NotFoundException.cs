namespace JobsService.Application.Scoping;

/// <summary>
/// The requested resource does not exist or is outside of the caller's scope. The two cases are indistinguishable on purpose.
/// </summary>
public sealed class NotFoundException() : Exception("The resource does not exist in the caller's scope.");
