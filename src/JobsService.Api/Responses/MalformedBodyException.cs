namespace JobsService.Api.Responses;

/// <summary>The body of a request cannot be read at all.</summary>
/// <param name="message">What it must be like.</param>
internal sealed class MalformedBodyException(string message) : Exception(message);
