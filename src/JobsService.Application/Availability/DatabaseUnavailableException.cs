namespace JobsService.Application.Availability;

/// <summary>
/// The database cannot answer now, and the same request may succeed later: it is missing, unreachable, unreadable, locked or
/// not migrated.
/// </summary>
/// <param name="cause">What is wrong, in words for an operator; it holds no secret.</param>
/// <param name="innerException">What the driver said.</param>
public sealed class DatabaseUnavailableException(string cause, Exception? innerException = null)
    : Exception(cause, innerException);
