namespace JobsService.Application.Scoping;

/// <summary>
/// What is asked for does not exist, or is out of the caller's scope. Which of the two is told to nobody.
/// </summary>
public sealed class NotFoundException() : Exception("There is no such thing in scope.");
