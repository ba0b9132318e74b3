using System.CommandLine;
using FluentValidation;
using JobsService.Application.Availability;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Cli;

/// <summary>The program's command line: <c>serve</c>, which is also what it does when nothing is said, and the operator's commands.</summary>
internal static class JobsCommandLine
{
    /// <summary>Runs a command.</summary>
    /// <param name="args">The command and its options.</param>
    /// <param name="output">Takes what was asked for.</param>
    /// <param name="error">Takes progress, and one line when something goes wrong.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error)
    {
        var command = Create().Parse(args);
        if (command.Errors.Count > 0)
        {
            await error.WriteLineAsync($"error: {OneLine(command.Errors[0].Message)} (--help tells more)");
            return ExitCode.Usage;
        }

        try
        {
            var settings = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                // The host has its own way to end on a signal: it lets requests finish.
                ProcessTerminationTimeout = null,
            };
            return await command.InvokeAsync(settings);
        }
        catch (Exception exception)
        {
            await error.WriteLineAsync($"error: {MessageOf(exception)}");
            return ExitCodeOf(exception);
        }
    }

    private static RootCommand Create()
    {
        var root = new RootCommand("The Jobs API. Without a command it serves.")
        {
            MigrateCommand.Create(),
            SeedCommand.Create(),
            KeysCommand.Create(),
        };
        ServeCommand.AddTo(root);
        return root;
    }

    private static int ExitCodeOf(Exception exception) =>
        exception switch
        {
            OptionsValidationException => ExitCode.Settings,
            AggregateException { InnerException: OptionsValidationException } => ExitCode.Settings,
            DatabaseUnavailableException => ExitCode.DatabaseUnavailable,
            _ => ExitCode.Failure,
        };

    private static string MessageOf(Exception exception) =>
        OneLine(
            exception switch
            {
                OptionsValidationException settings => string.Join(' ', settings.Failures),
                AggregateException several => string.Join(' ', several.InnerExceptions.Select(MessageOf)),
                ValidationException invalid => string.Join(' ', invalid.Errors.Select(problem => problem.ErrorMessage)),
                _ => exception.Message,
            }
        );

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
