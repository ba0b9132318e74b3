using System.Text;
using JobsService.Tool;
using Spectre.Console;

namespace JobsService.ClientTests.Tool;

/// <summary>A command of the tool that ran in this process, without a terminal.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">The text of standard output.</param>
/// <param name="Error">The text of standard error.</param>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs a command with an endpoint and a key in its environment.</summary>
    public static Task<ToolRun> Of(Uri endpoint, string key, params string[] args) =>
        Of(args, new(StringComparer.Ordinal) { ["JOBS_ENDPOINT"] = endpoint.ToString(), ["JOBS_KEY"] = key });

    /// <summary>Runs a command.</summary>
    /// <param name="args">The command and its options.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="input">Standard input.</param>
    public static async Task<ToolRun> Of(string[] args, Dictionary<string, string> environment, string input = "")
    {
        using var bytes = new MemoryStream();
        await using var output = new StreamWriter(bytes, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        await using var error = new StringWriter();
        using var reader = new StringReader(input);
        var exitCode = await JobsTool.Run(
            args,
            new ToolHost
            {
                Input = reader,
                OutputStream = bytes,
                Output = output,
                Error = error,
                CanPrompt = false,
                Variable = environment.GetValueOrDefault,
                Console = ToolHost.ConsoleOf(new AnsiConsoleOutput(output)),
            }
        );
        return new ToolRun(exitCode, Encoding.UTF8.GetString(bytes.ToArray()), error.ToString());
    }
}
