using System.Diagnostics;

namespace JobsService.Benchmarks.Suite;

/// <summary>A command that runs to its end.</summary>
internal static class CommandProcess
{
    /// <summary>Runs it and returns the lines that it prints.</summary>
    /// <param name="program">What runs.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="database">The SQLite file that it is to work on, or null.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
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
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {process.ExitCode}");
    }
}
