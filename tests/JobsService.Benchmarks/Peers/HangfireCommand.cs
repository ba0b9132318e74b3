using System.CommandLine;
using JobsService.Benchmarks.Load;
using Microsoft.Extensions.Hosting;

namespace JobsService.Benchmarks.Peers;

/// <summary><c>hangfire</c>: runs a program with Hangfire.</summary>
internal static class HangfireCommand
{
    public const string Name = "hangfire";

    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "The addresses to listen on.", Required = true };
        var jobs = SharedOptions.Number("--jobs", "The number of jobs to create.", 100_000);
        var command = new Command(Name, "Run a program with Hangfire until it is stopped.") { urls, jobs };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var app = HangfireProgram.Create(parsed.GetRequiredValue(urls), parsed.GetValue(jobs));
                await app.StartAsync(cancellationToken);
                await app.WaitForShutdownAsync(cancellationToken);
            }
        );
        return command;
    }
}
