namespace JobsService.Tool;

/// <summary>The exit codes of the commands.</summary>
internal static class ExitCode
{
    /// <summary>The command succeeded.</summary>
    public const int Success = 0;

    /// <summary>The command failed; one line on standard error gives the reason.</summary>
    public const int Failure = 1;

    /// <summary>Invalid arguments.</summary>
    public const int Usage = 2;

    /// <summary>There is no key, or the service refuses it.</summary>
    public const int Credentials = 3;

    /// <summary>The service cannot be reached or is busy; the same command may succeed later.</summary>
    public const int Unavailable = 4;

    /// <summary>A watched job failed, was cancelled or was deleted (only with <c>--exit-status</c>).</summary>
    public const int JobFailed = 5;

    /// <summary>The time of <c>--timeout</c> is over.</summary>
    public const int Timeout = 6;

    /// <summary>The command was interrupted by Ctrl+C.</summary>
    public const int Interrupted = 130;
}
