namespace JobsService.Api.Cli;

/// <summary>How a command ended, for scripts.</summary>
internal static class ExitCode
{
    /// <summary>It did what it was asked.</summary>
    public const int Success = 0;

    /// <summary>It could not; the standard error has one line that says why.</summary>
    public const int Failure = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>A setting makes no sense.</summary>
    public const int Settings = 3;

    /// <summary>The database cannot answer now; the same command may succeed later.</summary>
    public const int DatabaseUnavailable = 4;
}
