using System.CommandLine;
using JobsService.Api.Startup;
using JobsService.Api.Telemetry;
using JobsService.Application.Availability;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Cli;

/// <summary><c>serve</c>: runs the web service until it is stopped.</summary>
internal static class ServeCommand
{
    /// <summary>Adds the command to the root command, and makes it the default.</summary>
    public static void AddTo(RootCommand root)
    {
        var urls = new Option<string?>("--urls")
        {
            Description = "The addresses to listen on, separated by semicolons, e.g. http://127.0.0.1:8080.",
        };
        var serve = new Command("serve", "Run the web service until it is stopped (the default).") { urls };
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

        builder.AddConsoleLog();
        await using var app = builder.AddHttp().Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.MapHttp();
        ReserveThreads(app.Services.GetRequiredService<DatabaseCapacity>());
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Stopped during startup, which is not a failure.
            return ExitCode.Success;
        }
        catch (Exception exception)
        {
            // The host reports canceled background services as errors, unless it is stopping.
            app.Lifetime.StopApplication();
            if (ListenException.CauseOf(exception) is { } problem)
            {
                throw new ListenException(app.Configuration, urls, problem, exception);
            }

            throw;
        }

        await DevelopmentBanner.Print(app, output);

        // Frees the garbage of the startup, which takes milliseconds and lowers the memory peak of the first long list from 24 to
        // 17 MB (measured).
        GC.Collect();
        await app.WaitForShutdownAsync(cancellationToken);
        return app.Services.GetRequiredService<DatabaseStartup>().FailureReason is { } cause
            ? throw new DatabaseUnavailableException(cause)
            : ExitCode.Success;
    }

    /// <summary>
    /// Raises the minimum number of pool threads, so that probes get a thread while every admitted request blocks on a locked
    /// database file. Otherwise the pool would add only one thread every half second.
    /// </summary>
    private static void ReserveThreads(DatabaseCapacity database)
    {
        ThreadPool.GetMinThreads(out var threads, out var completionPorts);
        if (database.BlocksThreads)
        {
            ThreadPool.SetMinThreads(threads + database.ReadsAtOnce + database.ChangesAtOnce, completionPorts);
        }
    }
}
