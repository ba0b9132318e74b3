using System.CommandLine;
using JobsService.Tool.Login;
using JobsService.Tool.Output;
using Spectre.Console;

namespace JobsService.Tool.Commands;

/// <summary><c>login</c>: checks and stores the endpoint and the key; <c>logout</c> deletes them.</summary>
internal static class LoginCommand
{
    public static Command Create(ToolHost host)
    {
        var endpoint = new Argument<string>("ENDPOINT")
        {
            Description = "The address of the service, such as https://jobs.example.com.",
        };
        var login = new Command(
            "login",
            "Store the endpoint and the API key, which is read from the terminal or from standard input, so that other users cannot see it."
        )
        {
            endpoint,
        };
        login.SetAction(
            (command, cancellationToken) => Login(host, command.GetRequiredValue(endpoint), cancellationToken)
        );
        return login;
    }

    public static Command CreateLogout(ToolHost host)
    {
        var logout = new Command("logout", "Delete the stored endpoint and key. The key itself remains valid.");
        logout.SetAction(
            async (_, _) =>
            {
                var file = new LoginFile(host);
                await host.Output.WriteLineAsync(file.Delete() ? $"Deleted {file.Path}" : "Not logged in");
                return ExitCode.Success;
            }
        );
        return logout;
    }

    private static async Task<int> Login(ToolHost host, string endpoint, CancellationToken cancellationToken)
    {
        var key = await ReadKey(host, cancellationToken);
        var login = new StoredLogin(endpoint, key.Trim());
        var client = Connection.Open(login);
        if (client.Endpoint is { Scheme: "http", IsLoopback: false })
        {
            await host.Error.WriteLineAsync(
                $"warning: {endpoint} is not encrypted: everyone on the network path can read the key. Use https."
            );
        }

        var caller = await client.GetCallerIdentityAsync(cancellationToken);
        var file = new LoginFile(host);
        file.Write(login);
        await host.Output.WriteLineAsync(
            $"Logged in to {endpoint} as {SafeText.Of(caller.ApiKeyName)} of {SafeText.Of(caller.OrganizationName)}. The key is in {file.Path}"
        );
        return ExitCode.Success;
    }

    private static async Task<string> ReadKey(ToolHost host, CancellationToken cancellationToken)
    {
        if (host.CanPrompt)
        {
            var prompt = new TextPrompt<string>("API key (ORGANIZATION:SECRET):").Secret(mask: null);
            return await host.Console.PromptAsync(prompt, cancellationToken);
        }

        return await host.Input.ReadLineAsync(cancellationToken)
            ?? throw new ToolException(
                "Standard input is empty; it must contain the key, ORGANIZATION:SECRET.",
                ExitCode.Usage
            );
    }
}
