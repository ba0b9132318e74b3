using System.CommandLine;

namespace JobsService.Api.Cli;

/// <summary><c>keys</c>: the operator's commands for API keys.</summary>
internal static class KeysCommand
{
    public static Command Create() =>
        new("keys", "Make, list, rotate and revoke API keys.")
        {
            KeysCreateCommand.Create(),
            KeysListCommand.Create(),
            KeysRotateCommand.Create(),
            KeysRevokeCommand.Create(),
        };

    /// <summary>The option that names a key.</summary>
    public static Option<long> IdOption() =>
        new("--id") { Description = "The key's id, as \"keys list\" shows it.", Required = true };

    /// <summary>What to throw when no key has that id.</summary>
    public static ResourceNotFoundException KeyNotFound(long id) => new($"There is no key {id}.");
}
