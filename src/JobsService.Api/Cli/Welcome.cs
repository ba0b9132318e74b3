using JobsService.Domain.ApiKeys;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace JobsService.Api.Cli;

/// <summary>Tells a newcomer what to try, once the service listens in Development.</summary>
internal static class Welcome
{
    /// <summary>Prints the address and the requests to copy. The key in them is the published one, which is no secret.</summary>
    public static void Announce(WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var address = app
                .Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()
                ?.Addresses.FirstOrDefault();
            if (address is not null)
            {
                Console.Out.WriteLine(Text(address));
            }
        });
    }

    private static string Text(string address) =>
        $"""

            The Jobs API listens on {address}. Try it with the demonstration's key:

              curl --user {PublishedKey.Credentials} {address}/ga/api/v2/jobs/all
              curl --user {PublishedKey.Credentials} {address}/ga/api/v2/jobs/unfinished

            """;
}
