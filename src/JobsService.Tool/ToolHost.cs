using System.Text;
using Spectre.Console;

namespace JobsService.Tool;

/// <summary>What a command uses of its process: standard streams, the terminal and the environment.</summary>
internal sealed class ToolHost
{
    // Wide enough for every table, because lines in a pipe must not be wrapped.
    private const int WidthWithoutTerminal = 1000;

    /// <summary>Standard input.</summary>
    public required TextReader Input { get; init; }

    /// <summary>Standard output, for bytes.</summary>
    public required Stream OutputStream { get; init; }

    /// <summary>Standard output, for text.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether standard input is a terminal.</summary>
    public required bool CanPrompt { get; init; }

    /// <summary>Returns a variable of the environment; null if it is absent or empty.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Standard output, for tables and colors.</summary>
    public required IAnsiConsole Console { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether standard output is a terminal that can move its cursor.</summary>
    public bool IsTerminal => Console.Profile.Out.IsTerminal && Console.Profile.Capabilities.Ansi;

    /// <summary>The host of the running process.</summary>
    public static ToolHost OfProcess()
    {
        System.Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new ToolHost
        {
            Input = System.Console.In,
            OutputStream = System.Console.OpenStandardOutput(),
            Output = System.Console.Out,
            Error = System.Console.Error,
            CanPrompt = !System.Console.IsInputRedirected,
            Variable = name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null,
            Console = ConsoleOf(new AnsiConsoleOutput(System.Console.Out)),
        };
    }

    /// <summary>Creates a console. It has no colors if it is not a terminal, or if the variable <c>NO_COLOR</c> is set.</summary>
    public static IAnsiConsole ConsoleOf(IAnsiConsoleOutput output)
    {
        var settings = new AnsiConsoleSettings { Out = output };
        if (!output.IsTerminal)
        {
            (settings.Ansi, settings.ColorSystem) = (AnsiSupport.No, ColorSystemSupport.NoColors);
        }

        var console = AnsiConsole.Create(settings);
        if (!output.IsTerminal)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        return console;
    }
}
