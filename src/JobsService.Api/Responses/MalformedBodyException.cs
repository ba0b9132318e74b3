namespace JobsService.Api.Responses;

/// <summary>The body of a request cannot be parsed.</summary>
/// <param name="message">The expected form of the body, which is returned to the client.</param>
internal sealed class MalformedBodyException(string message) : Exception(message);
