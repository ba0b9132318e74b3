namespace JobsService.Application.Availability;

/// <summary>
/// The database is unavailable, and the same request may succeed later: it is missing, unreachable, unreadable, locked or not
/// migrated.
/// </summary>
/// <param name="cause">A description for the operator; must not contain a secret.</param>
/// <param name="innerException">The exception of the driver.</param>
public sealed class DatabaseUnavailableException(string cause, Exception? innerException = null)
    : Exception(cause, innerException);
