using System.CommandLine;
using JobsService.Api.Startup;
using JobsService.Application.Availability;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Cli;

/// <summary><c>serve</c>: answers requests until it is told to stop.</summary>
internal static class ServeCommand
{
    /// <summary>Adds the command to the root, and makes it what the root does by itself.</summary>
    public static void AddTo(RootCommand root)
    {
        var urls = new Option<string?>("--urls")
        {
            Description = "Where to listen, e.g. http://127.0.0.1:8080; several are separated by semicolons.",
        };
        var serve = new Command("serve", "Answer requests until told to stop (the default).") { urls };
        serve.SetAction(Run);
        root.Add(serve);
        root.Add(urls);
        root.SetAction(Run);

        Task<int> Run(ParseResult command, CancellationToken cancellationToken) =>
            Serve(command.GetValue(urls), command.InvocationConfiguration.Output, cancellationToken);
    }

    private static async Task<int> Serve(string? urls, TextWriter output, CancellationToken cancellationToken)
    {
        var builder = ServiceHost.CreateBuilder();
        if (urls is not null)
        {
            builder.Configuration[WebHostDefaults.ServerUrlsKey] = urls;
        }

        await using var app = builder.AddHttp().Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.MapHttp();
        KeepThreadsFor(app.Services.GetRequiredService<DatabaseCapacity>());
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop before it had begun, which is no failure.
            return ExitCode.Success;
        }

        await DevelopmentBanner.Print(app, output);

        // What a start leaves behind goes now, in some milliseconds: then the first long list adds 17 MB to the process at its
        // peak, and otherwise 24 (measured).
        GC.Collect();
        await app.WaitForShutdownAsync(cancellationToken);
        return app.Services.GetRequiredService<DatabaseStartup>().FailureReason is { } cause
            ? throw new DatabaseUnavailableException(cause)
            : ExitCode.Success;
    }

    /// <summary>
    /// Sees to it that probes find a thread while everybody who may use the database waits for it, for a file that another
    /// program locks: else the pool would add one in half a second.
    /// </summary>
    private static void KeepThreadsFor(DatabaseCapacity database)
    {
        ThreadPool.GetMinThreads(out var threads, out var completionPorts);
        if (database.BlocksThreads)
        {
            ThreadPool.SetMinThreads(threads + database.ReadsAtOnce + database.ChangesAtOnce, completionPorts);
        }
    }
}
