using System.CommandLine;
using System.Globalization;
using JobsService.Tool.Login;
using JobsService.Tool.Output;

namespace JobsService.Tool.Commands;

/// <summary><c>whoami</c>: prints the key and its organization.</summary>
internal static class WhoAmICommand
{
    public static Command Create(ToolHost host)
    {
        var whoAmI = new Command("whoami", "Show the endpoint, the API key and its organization.");
        whoAmI.SetAction(
            async (_, cancellationToken) =>
            {
                var client = Connection.Open(host);
                var caller = await client.GetCallerIdentityAsync(cancellationToken);
                Details.Print(
                    host,
                    ("endpoint", client.Endpoint.ToString()),
                    ("organization", $"{Text(caller.OrganizationId)} {caller.OrganizationName}"),
                    ("key", $"{Text(caller.ApiKeyId)} {caller.ApiKeyName}"),
                    ("role", caller.Role.ToString()),
                    ("expires", caller.ExpiresAt is { } time ? JobText.Time(time) : "never")
                );
                return ExitCode.Success;
            }
        );
        return whoAmI;
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
