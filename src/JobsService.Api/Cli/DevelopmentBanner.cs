using JobsService.Application.Authentication;
using JobsService.Domain.ApiKeys;

namespace JobsService.Api.Cli;

/// <summary>Prints example requests when the service starts in Development with demonstration data.</summary>
internal static class DevelopmentBanner
{
    /// <summary>
    /// Prints the address and example requests, if the published keys, which are not secret, are accepted and in the database.
    /// </summary>
    public static async Task Print(WebApplication app, TextWriter output)
    {
        if (IsKeyAccepted(app) && app.Urls.FirstOrDefault() is { } url && await HasDemonstration(app))
        {
            await output.WriteLineAsync(Text(url.TrimEnd('/')));
        }
    }

    private static bool IsKeyAccepted(WebApplication app) =>
        app.Services.GetRequiredService<PublishedKeyPolicy>().Accepted;

    private static async Task<bool> HasDemonstration(WebApplication app)
    {
        try
        {
            var apiKeys = app.Services.GetRequiredService<IApiKeyCredentials>();
            return await apiKeys.FindBySecretHash(PublishedKey.Customer.SecretHash, CancellationToken.None) is not null;
        }
        catch (Application.Availability.DatabaseUnavailableException)
        {
            // The startup has logged this already.
            return false;
        }
    }

    private static string Text(string address) =>
        $"""

            The Jobs API listens on {address}.
              Dashboard:      {address}/dashboard/
              Documentation:  {address}/docs

            The unfinished jobs of a customer. Run it again: they move.
              curl --user {PublishedKey.Customer.Credentials} {address}/ga/api/v2/jobs/unfinished

            All jobs of all organizations, as the system admin:
              curl --user {PublishedKey.Example.Credentials} {address}/ga/api/v2/jobs/all

            """;
}
