using JobsService.Client;

namespace JobsService.Tool.Login;

/// <summary>Creates the client from the environment or the stored login.</summary>
internal static class Connection
{
    private const string EndpointVariable = "JOBS_ENDPOINT";
    private const string KeyVariable = "JOBS_KEY";

    /// <summary>Creates the client of a command.</summary>
    /// <param name="host">The process.</param>
    /// <param name="onRetry">Is called before each retry.</param>
    /// <exception cref="ToolException">There is no endpoint or no key.</exception>
    public static JobsClient Open(ToolHost host, Action<RetryNotice>? onRetry = null)
    {
        var login = OfEnvironment(host) ?? new LoginFile(host).Read() ?? throw NotLoggedIn();
        return Open(login, onRetry);
    }

    /// <summary>Creates a client.</summary>
    /// <exception cref="ToolException">The endpoint or the key is malformed.</exception>
    public static JobsClient Open(StoredLogin login, Action<RetryNotice>? onRetry = null)
    {
        try
        {
            return new JobsClient(
                EndpointOf(login.Endpoint),
                JobsCredential.Parse(login.Key),
                new JobsClientOptions { ApplicationId = "jobs", OnRetry = onRetry }
            );
        }
        catch (FormatException exception)
        {
            throw new ToolException(exception.Message, ExitCode.Credentials);
        }
    }

    private static Uri EndpointOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new ToolException(
                $"The endpoint is '{text}'; it must be an address such as https://jobs.example.com.",
                ExitCode.Credentials
            );

    // A key of the file is never sent to an endpoint of the environment.
    private static StoredLogin? OfEnvironment(ToolHost host) =>
        (host.Variable(EndpointVariable), host.Variable(KeyVariable)) switch
        {
            (null, null) => null,
            ({ } endpoint, { } key) => new StoredLogin(endpoint, key),
            (null, _) => throw OnlyOne(KeyVariable, EndpointVariable),
            (_, null) => throw OnlyOne(EndpointVariable, KeyVariable),
        };

    private static ToolException OnlyOne(string present, string absent) =>
        new($"The variable {present} is set, but {absent} is not. Set both or neither.", ExitCode.Credentials);

    private static ToolException NotLoggedIn() =>
        new(
            $"Not logged in. Run: jobs login ENDPOINT, or set {EndpointVariable} and {KeyVariable}.",
            ExitCode.Credentials
        );
}
