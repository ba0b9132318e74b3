using System.Diagnostics;
using JobsService.Api;
using JobsService.IntegrationTests.Databases;

namespace JobsService.IntegrationTests.Cli;

/// <summary>The program itself, in a process of its own.</summary>
internal static class JobsProgram
{
    /// <summary>Runs a command to its end.</summary>
    public static async Task<CommandOutcome> Run(
        TestDatabase database,
        string[] args,
        string environment = "Production",
        CancellationToken cancellationToken = default
    )
    {
        using var process = Start(database, args, environment);
        await using var end = cancellationToken.Register(process.Kill);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new CommandOutcome(process.ExitCode, await output, await error);
    }

    /// <summary>Starts the program and leaves it running.</summary>
    /// <param name="database">Its database, and settings.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="timeZone">The time zone that it finds itself in; null for the machine's.</param>
    /// <param name="launcher">What is to start it, and become it: a program and its arguments.</param>
    public static Process Start(
        TestDatabase database,
        string[] args,
        string environment = "Production",
        string? timeZone = null,
        params string[] launcher
    )
    {
        string[] command = [.. launcher, "dotnet", typeof(ServiceHost).Assembly.Location, .. args];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        foreach (var (name, value) in database.Settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        if (timeZone is not null)
        {
            start.Environment["TZ"] = timeZone;
        }

        return Process.Start(start)!;
    }
}
