using System.CommandLine;
using FluentValidation;
using JobsService.Application.Availability;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Cli;

/// <summary>The program's command line: <c>serve</c>, which is the default, and the operator's commands.</summary>
internal static class JobsCommandLine
{
    private static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Print the stack trace of an error.",
        Recursive = true,
    };

    /// <summary>Runs a command.</summary>
    /// <param name="args">The command and its options.</param>
    /// <param name="output">Receives the results.</param>
    /// <param name="error">Receives progress, and one line if the command fails; the stack trace, too, with <c>--verbose</c>.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error)
    {
        var command = Create().Parse(args);
        if (command.Errors.Count > 0)
        {
            await error.WriteLineAsync($"error: {OneLine(UsageError.Describe(command))} Run with --help for usage.");
            return ExitCode.Usage;
        }

        try
        {
            var settings = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                // The host handles signals itself, with a graceful shutdown.
                ProcessTerminationTimeout = null,
            };
            return await command.InvokeAsync(settings);
        }
        catch (Exception exception)
        {
            await error.WriteLineAsync(
                $"error: {MessageOf(exception)}{(command.GetValue(Verbose) ? $"{Environment.NewLine}{exception}" : "")}"
            );
            return ExitCodeOf(exception);
        }
    }

    private static RootCommand Create()
    {
        var root = new RootCommand("The Jobs API. Without a command, it starts the web service.")
        {
            MigrateCommand.Create(),
            CheckCommand.Create(),
            SeedCommand.Create(),
            KeysCommand.Create(),
            Verbose,
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
                ValidationException invalid => string.Join(' ', invalid.Errors.Select(failure => failure.ErrorMessage)),
                _ => exception.Message,
            }
        );

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
