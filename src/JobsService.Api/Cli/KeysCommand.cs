using System.CommandLine;

namespace JobsService.Api.Cli;

/// <summary><c>keys</c>: the operator's commands for API keys.</summary>
internal static class KeysCommand
{
    public static Command Create() =>
        new("keys", "Make and list API keys.") { KeysCreateCommand.Create(), KeysListCommand.Create() };
}
