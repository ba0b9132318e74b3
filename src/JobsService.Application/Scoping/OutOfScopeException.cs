namespace JobsService.Application.Scoping;

/// <summary>The caller asks for something that its scope does not cover. It tells nothing about what exists there.</summary>
public sealed class OutOfScopeException() : Exception("This API key may not do this.");
