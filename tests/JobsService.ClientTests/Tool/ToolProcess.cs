using System.Diagnostics;

namespace JobsService.ClientTests.Tool;

/// <summary>Runs the tool, and other programs, as processes.</summary>
internal static class ToolProcess
{
    /// <summary>The path of the tool.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "jobs.dll");

    /// <summary>The program that runs the tool.</summary>
    public static string Dotnet { get; } =
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>Starts the tool with its standard streams in pipes.</summary>
    public static Process Start(Uri endpoint, params string[] args) =>
        Start(
            Dotnet,
            [Assembly, .. args],
            new(StringComparer.Ordinal) { ["JOBS_ENDPOINT"] = endpoint.ToString(), ["JOBS_KEY"] = "1:secret" }
        );

    /// <summary>Starts a program with its standard streams in pipes.</summary>
    public static Process Start(
        string program,
        IEnumerable<string> args,
        Dictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a process.</summary>
    public static async Task<ToolRun> Finish(this Process process, CancellationToken cancellationToken)
    {
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new ToolRun(process.ExitCode, await output, await error);
    }

    /// <summary>Whether a program is on the path.</summary>
    public static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(directory => File.Exists(Path.Combine(directory, program)));

    /// <summary>Skips the test, visibly, if a program is not on the path.</summary>
    public static void Require(string program)
    {
        if (!Exists(program))
        {
            Assert.Ignore($"{program} is not installed.");
        }
    }
}
