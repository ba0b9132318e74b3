using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using JobsService.Api.Configuration;

namespace JobsService.Api.Cli;

/// <summary>Describes the first error in the arguments of a command.</summary>
internal static class UsageError
{
    /// <summary>Returns one or two sentences that name the argument, its value and what is allowed.</summary>
    public static string Describe(ParseResult command)
    {
        if (command.UnmatchedTokens is [var unknown, ..])
        {
            var known = KnownNames(command.CommandResult);
            return LevenshteinDistance.Nearest(unknown, known) is { } nearest
                ? $"'{unknown}' is not a command or an option. Did you mean '{nearest}'?"
                : $"'{unknown}' is not a command or an option. Known are: {string.Join(", ", known)}.";
        }

        var invoked = command.CommandResult;
        return MissingCommand(invoked.Command) ?? InvalidNumber(invoked) ?? command.Errors[0].Message;
    }

    private static string? MissingCommand(Command invoked) =>
        invoked is { Action: null, Subcommands.Count: > 0 }
            ? $"'{invoked.Name}' needs a command: {string.Join(", ", invoked.Subcommands.Select(command => command.Name))}."
            : null;

    private static string? InvalidNumber(CommandResult command) =>
        command
            .Children.OfType<OptionResult>()
            .Where(option => IsNumber(option.Option.ValueType))
            .Where(option =>
                option.Tokens is [var token] && !long.TryParse(token.Value, CultureInfo.InvariantCulture, out _)
            )
            .Select(option => $"{option.Option.Name} is '{option.Tokens[0].Value}'; it must be a whole number.")
            .FirstOrDefault();

    private static bool IsNumber(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var number && (number == typeof(long) || number == typeof(int));

    private static string[] KnownNames(CommandResult command) =>
        [
            .. command.Command.Subcommands.Select(subcommand => subcommand.Name),
            .. command.Command.Options.Select(option => option.Name),
        ];
}
