namespace JobsService.Api.Cli;

/// <summary>A key or an organization that a command refers to does not exist.</summary>
/// <param name="message">A message that names it.</param>
internal sealed class ResourceNotFoundException(string message) : Exception(message);
