namespace JobsService.IntegrationTests.Cli;

/// <summary>The exit code and the output of a command.</summary>
internal sealed record CommandOutcome(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
