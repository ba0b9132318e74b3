using JobsService.Application.Authentication;
using JobsService.Domain.ApiKeys;

namespace JobsService.Api.Cli;

/// <summary>Prints example requests when the service starts in Development with demonstration data.</summary>
internal static class DevelopmentBanner
{
    /// <summary>
    /// Prints the address and example requests, if the database contains the published key, which is not a secret.
    /// </summary>
    public static async Task Print(WebApplication app, TextWriter output)
    {
        if (app.Environment.IsDevelopment() && app.Urls.FirstOrDefault() is { } url && await HasDemonstration(app))
        {
            await output.WriteLineAsync(Text(Address(url)));
        }
    }

    private static async Task<bool> HasDemonstration(WebApplication app)
    {
        try
        {
            var apiKeys = app.Services.GetRequiredService<IApiKeyCredentials>();
            return await apiKeys.FindBySecretHash(PublishedKey.SecretHash, CancellationToken.None) is not null;
        }
        catch (Application.Availability.DatabaseUnavailableException)
        {
            // The startup has logged this already.
            return false;
        }
    }

    /// <summary>Replaces a wildcard host with localhost.</summary>
    private static string Address(string url)
    {
        var address = BindingAddress.Parse(url);
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}";
    }

    private static string Text(string address) =>
        $"""

            The Jobs API listens on {address}. Try it with the demonstration key:

              curl --user {PublishedKey.Credentials} {address}/ga/api/v2/jobs/all
              curl --user {PublishedKey.Credentials} {address}/ga/api/v2/jobs/unfinished

            """;
}
