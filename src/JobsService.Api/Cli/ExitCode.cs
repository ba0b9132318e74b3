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
