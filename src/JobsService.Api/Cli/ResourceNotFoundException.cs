namespace JobsService.Api.Cli;

/// <summary>What a command is about does not exist.</summary>
/// <param name="message">What it is, for the operator, who may know.</param>
internal sealed class ResourceNotFoundException(string message) : Exception(message);
