using System.Diagnostics;

namespace JobsService.Benchmarks.Suite;

/// <summary>Runs a command in a process until it exits.</summary>
internal static class CommandProcess
{
    /// <summary>Runs a command and returns its output lines.</summary>
    /// <param name="program">The path of the program.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="database">The SQLite file for its connection string, or null.</param>
    /// <param name="cancellationToken">Cancels the wait, but does not stop the process.</param>
    /// <exception cref="InvalidOperationException">The exit code was not 0.</exception>
    public static async Task<string[]> Run(
        string program,
        IEnumerable<string> arguments,
        string? database,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        if (database is not null)
        {
            start.Environment["ConnectionStrings__Jobs"] = $"Data Source={database}";
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} failed with exit code {process.ExitCode}."
            );
    }
}
