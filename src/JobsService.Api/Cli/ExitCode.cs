namespace JobsService.Api.Cli;

/// <summary>The exit codes of the commands.</summary>
internal static class ExitCode
{
    /// <summary>The command succeeded.</summary>
    public const int Success = 0;

    /// <summary>The command failed; one line on standard error gives the reason.</summary>
    public const int Failure = 1;

    /// <summary>Invalid arguments.</summary>
    public const int Usage = 2;

    /// <summary>Invalid configuration.</summary>
    public const int Settings = 3;

    /// <summary>The database is unavailable; the same command may succeed later.</summary>
    public const int DatabaseUnavailable = 4;
}

/// <summary>A key or an organization that a command refers to does not exist.</summary>
/// <param name="message">A message that names it.</param>
internal sealed class ResourceNotFoundException(string message) : Exception(message);

/// <summary>A check found damage in the database.</summary>
/// <param name="message">A message that names the database and the next step.</param>
internal sealed class DatabaseDamagedException(string message) : Exception(message);

/// <summary>The database of a command contains the published key, outside the Development environment.</summary>
/// <param name="database">The location of the database.</param>
internal sealed class PublishedKeyException(string database)
    : InvalidOperationException(
        $"The database {database} contains the publicly known API key of the demonstration, which is allowed in Development only. "
            + "Set ConnectionStrings:Jobs to another database."
    );
