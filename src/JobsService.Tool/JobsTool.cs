using System.CommandLine;
using System.CommandLine.Help;
using JobsService.Client;
using JobsService.Tool.Commands;

namespace JobsService.Tool;

/// <summary>The command line of the tool.</summary>
internal static class JobsTool
{
    /// <summary>Runs a command.</summary>
    /// <param name="args">The command and its options.</param>
    /// <param name="host">The process.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(string[] args, ToolHost host)
    {
        var command = Create(host).Parse(args);
        if (command.Errors.Count > 0 && command.Action is not HelpWithExamples)
        {
            return await Fail(host, $"{command.Errors[0].Message} Run with --help for usage.", ExitCode.Usage);
        }

        try
        {
            return await command.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = host.Output,
                    Error = host.Error,
                    EnableDefaultExceptionHandler = false,
                }
            );
        }
        catch (ToolException exception)
        {
            return await Fail(host, exception.Message, exception.ExitCode);
        }
        catch (JobsException exception)
        {
            return await Fail(host, exception.Message, ExitCodeOf(exception));
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return await Fail(host, exception.Message, ExitCode.Failure);
        }
    }

    private static RootCommand Create(ToolHost host)
    {
        var root = new RootCommand("Shows background jobs in the terminal.")
        {
            LoginCommand.Create(host),
            LoginCommand.CreateLogout(host),
            ListCommand.Create(host),
            ShowCommand.Create(host),
            WatchCommand.Create(host),
            StatsCommand.Create(host),
            ExportCommand.Create(host),
            WhoAmICommand.Create(host),
            CompletionCommand.Create(host),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    private static int ExitCodeOf(JobsException exception) =>
        exception switch
        {
            { Status: 401 or 403 } => ExitCode.Credentials,
            { IsTransient: true } => ExitCode.Unavailable,
            _ => ExitCode.Failure,
        };

    private static async Task<int> Fail(ToolHost host, string message, int exitCode)
    {
        await host.Error.WriteLineAsync($"error: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
