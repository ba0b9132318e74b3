namespace JobsService.Application.Scoping;

/// <summary>The caller's role does not allow the request. The exception does not reveal whether a resource exists.</summary>
public sealed class OutOfScopeException() : Exception("This API key is not allowed to do this.");
