using System.Diagnostics;
using JobsService.Api;
using JobsService.IntegrationTests.Databases;

namespace JobsService.IntegrationTests.Cli;

/// <summary>Runs the program itself in a process of its own.</summary>
internal static class JobsProgram
{
    /// <summary>Runs a command until it exits.</summary>
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
    /// <param name="database">The database and the settings.</param>
    /// <param name="args">The arguments of the program.</param>
    /// <param name="environment">The name of the environment.</param>
    /// <param name="timeZone">The time zone of the process; null for the time zone of the machine.</param>
    /// <param name="launcher">A command that executes the program in its own process, such as <c>setpriv</c>.</param>
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
