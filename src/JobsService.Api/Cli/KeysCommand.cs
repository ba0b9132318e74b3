using System.CommandLine;

namespace JobsService.Api.Cli;

/// <summary><c>keys</c>: the operator's commands for API keys.</summary>
internal static class KeysCommand
{
    public static Command Create() =>
        new("keys", "Create, list, rotate and revoke API keys.")
        {
            KeysCreateCommand.Create(),
            KeysListCommand.Create(),
            KeysRotateCommand.Create(),
            KeysRevokeCommand.Create(),
        };

    /// <summary>The option that identifies a key.</summary>
    public static Option<long> IdOption() =>
        new("--id") { Description = "The id of the key, as shown by \"keys list\".", Required = true };

    /// <summary>Creates the exception for an id that no key has.</summary>
    public static ResourceNotFoundException KeyNotFound(long id) =>
        new($"--id {id}: there is no key {id}. \"keys list\" shows all keys.");
}
