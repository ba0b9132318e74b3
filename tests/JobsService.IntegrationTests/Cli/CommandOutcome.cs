namespace JobsService.IntegrationTests.Cli;

/// <summary>How a command ended and what it said.</summary>
internal sealed record CommandOutcome(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
