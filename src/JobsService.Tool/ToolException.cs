namespace JobsService.Tool;

/// <summary>A command cannot continue.</summary>
/// <param name="message">The reason and the next step.</param>
/// <param name="exitCode">The exit code.</param>
internal sealed class ToolException(string message, int exitCode = ExitCode.Failure) : Exception(message)
{
    /// <summary>The exit code.</summary>
    public int ExitCode { get; } = exitCode;
}
