using JobsService.Api.Configuration;
using JobsService.Api.Telemetry;
using JobsService.Application.Authentication;
using JobsService.Application.Availability;

namespace JobsService.Api.Startup;

/// <summary>Logs at startup whether the published key is accepted, and why.</summary>
internal sealed class PublishedKeyReport(
    PublishedKeyGuard guard,
    PublishedKeyPolicy policy,
    IHostEnvironment environment,
    IConfiguration configuration,
    ILogger<PublishedKeyReport> logger
)
{
    private static readonly string[] EnvironmentVariables = ["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    /// <summary>Writes the log lines.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is unavailable.</exception>
    public async Task Write(CancellationToken cancellationToken)
    {
        if (policy.Accepted)
        {
            logger.PublishedKeyAccepted(SourceOf(environment.EnvironmentName));
            return;
        }

        if (environment.IsDevelopment() && ReachableAddress.Find(configuration) is { } address)
        {
            logger.PublishedKeyRefused(address);
        }

        if (await guard.IsPresentWhereRefused(cancellationToken))
        {
            logger.PublishedKeyPresent();
        }
    }

    private static string SourceOf(string environment) =>
        string.Join(
            ", ",
            EnvironmentVariables
                .Where(name =>
                    string.Equals(
                        Environment.GetEnvironmentVariable(name),
                        environment,
                        StringComparison.OrdinalIgnoreCase
                    )
                )
                .Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}")
                .DefaultIfEmpty("set by the host")
        );
}

/// <summary>Finds an address of the API that other machines may be able to reach.</summary>
internal static class ReachableAddress
{
    /// <summary>
    /// Returns a configured address that is not a loopback address; null if there is none. The address of metrics is ignored,
    /// because it does not serve the API. Ports without an address are on every interface; they are ignored if there are addresses.
    /// </summary>
    public static string? Find(IConfiguration configuration)
    {
        var metrics = configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.MetricsUrl)}"];
        string[] addresses =
        [
            .. Split(configuration[WebHostDefaults.ServerUrlsKey]),
            .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? ""),
        ];
        if (addresses.Length == 0)
        {
            addresses =
            [
                .. Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"),
                .. Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"),
            ];
        }

        return addresses.FirstOrDefault(address => address != metrics && !ListenAddress.IsLoopback(address));
    }

    private static string[] Split(string? list) =>
        (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
