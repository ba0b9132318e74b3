using System.Globalization;
using JobsService.Api.Configuration;
using JobsService.Api.RateLimiting;
using JobsService.Api.Responses;
using JobsService.Api.Shutdown;
using JobsService.Api.Startup;
using JobsService.Api.Telemetry;
using JobsService.Api.Transport;
using JobsService.Application.Authentication;
using JobsService.Application.Jobs;
using Microsoft.Extensions.Options;
using Serilog.Events;

namespace JobsService.Api;

/// <summary>Checks the settings that the frameworks read, whose own complaints do not say what is allowed.</summary>
internal static class SettingsCheck
{
    private const string LevelSection = "Serilog:MinimumLevel";

    // The framework's own, ASPNETCORE_FORWARDEDHEADERS_ENABLED.
    private const string ForwardedHeadersSwitch = "ForwardedHeaders_Enabled";

    private static readonly string[] Numbers =
    [
        $"{JobListOptions.Section}:{nameof(JobListOptions.MaxUnpagedRecords)}",
        $"{AuthenticationThrottleOptions.Section}:{nameof(AuthenticationThrottleOptions.FailuresPerMinutePerAddress)}",
        $"{AuthenticationThrottleOptions.Section}:{nameof(AuthenticationThrottleOptions.FailuresPerMinutePerOrganization)}",
        $"{RateLimitingOptions.Section}:{nameof(RateLimitingOptions.RequestsPerSecondPerKey)}",
        $"{RateLimitingOptions.Section}:{nameof(RateLimitingOptions.ChangesPerMinutePerKey)}",
        $"{RateLimitingOptions.Section}:{nameof(RateLimitingOptions.ConcurrentRequestsPerOrganization)}",
        $"{RateLimitingOptions.Section}:{nameof(RateLimitingOptions.ConcurrentRequests)}",
        $"{RateLimitingOptions.Section}:{nameof(RateLimitingOptions.RequestsAtWork)}",
        $"{RateLimitingOptions.Section}:{nameof(RateLimitingOptions.QueuedRequests)}",
        $"{ShutdownOptions.Section}:{nameof(ShutdownOptions.UnreadySeconds)}",
        $"{ShutdownOptions.Section}:{nameof(ShutdownOptions.DrainSeconds)}",
        $"{StartupOptions.Section}:{nameof(StartupOptions.DatabaseSeconds)}",
        $"{StreamOptions.Section}:{nameof(StreamOptions.StalledReaderSeconds)}",
        $"{TelemetryOptions.Section}:{nameof(TelemetryOptions.JobCountSeconds)}",
        $"{TransportOptions.Section}:{nameof(TransportOptions.RedirectToHttpsPort)}",
        $"{TransportOptions.Section}:{nameof(TransportOptions.HstsDays)}",
    ];

    /// <summary>Checks where to listen, whom to believe and what to log, and that numbers are numbers, 0 or more.</summary>
    /// <exception cref="InvalidSettingException">One of them makes no sense.</exception>
    public static void Check(IConfiguration configuration)
    {
        CheckUrls(configuration[WebHostDefaults.ServerUrlsKey]);
        CheckForwardedHeaders(configuration[ForwardedHeadersSwitch]);
        CheckCollector(configuration[OpenTelemetrySetup.OtlpEndpoint]);
        foreach (var name in Numbers)
        {
            CheckNumber(name, configuration);
        }

        CheckLevel(LevelSection, configuration[LevelSection]);
        CheckLevel($"{LevelSection}:Default", configuration[$"{LevelSection}:Default"]);
        foreach (var level in configuration.GetSection($"{LevelSection}:Override").GetChildren())
        {
            CheckLevel(level.Path, level.Value);
        }
    }

    /// <summary>Checks the options of every layer, before anything starts.</summary>
    /// <exception cref="OptionsValidationException">One of them makes no sense.</exception>
    public static void CheckOptions(this IServiceProvider services) =>
        services.GetRequiredService<IStartupValidator>().Validate();

    private static void CheckUrls(string? urls)
    {
        foreach (var url in urls?.Split(';') ?? [])
        {
            if (ListenAddress.Parse(url) is null)
            {
                throw new InvalidSettingException(
                    "Urls",
                    $"has '{url}', which is no address like http://127.0.0.1:5080"
                );
            }
        }
    }

    private static void CheckForwardedHeaders(string? isEnabled)
    {
        if (string.Equals(isEnabled, "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidSettingException(
                ForwardedHeadersSwitch,
                $"would believe everybody; name the proxies in {TransportOptions.Section}:{nameof(TransportOptions.TrustedProxies)}"
            );
        }
    }

    /// <summary>The exporter would take what is none for nothing, and nobody would miss it.</summary>
    private static void CheckCollector(string? endpoint)
    {
        if (
            !string.IsNullOrWhiteSpace(endpoint)
            && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https" })
        )
        {
            throw new InvalidSettingException(
                OpenTelemetrySetup.OtlpEndpoint,
                $"is '{endpoint}', which is no address like http://127.0.0.1:4317"
            );
        }
    }

    private static void CheckNumber(string name, IConfiguration configuration)
    {
        if (
            configuration[name] is { } text
            && !(
                long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= 0
            )
        )
        {
            throw new InvalidSettingException(name, $"is '{text}'; it must be a number, 0 or more");
        }
    }

    private static void CheckLevel(string name, string? level)
    {
        if (level is not null && !Enum.TryParse<LogEventLevel>(level, ignoreCase: true, out _))
        {
            throw new InvalidSettingException(
                name,
                $"is '{level}'; it must be one of {string.Join(", ", Enum.GetNames<LogEventLevel>())}"
            );
        }
    }
}
