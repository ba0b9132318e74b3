using System.ComponentModel.DataAnnotations;
using JobsService.Api.Configuration;
using Microsoft.Extensions.Options;
using Serilog.Events;

namespace JobsService.Api.Telemetry;

/// <summary>Metrics: section <c>Telemetry</c>.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>The configuration section of the options.</summary>
    public const string Section = "Telemetry";

    /// <summary>
    /// The address of <c>/metrics</c> for Prometheus, which serves nothing else; empty (default) disables it. Metrics contain no
    /// secrets, but they reveal the load, so the address should not be public.
    /// </summary>
    [MetricsUrl]
    public string MetricsUrl { get; set; } = "";

    /// <summary>
    /// The interval, in seconds, at which jobs are counted by state and type; 0 (default) disables it. Each count reads an index entry
    /// of every job.
    /// </summary>
    [Range(0, 86_400)]
    public int JobCountSeconds { get; set; }

    /// <summary>The port of <see cref="MetricsUrl"/>; null if it is empty.</summary>
    public int? MetricsPort => ListenAddress.Parse(MetricsUrl)?.Port;
}

/// <summary>Allows an empty value, or an HTTP address with a port and without a path.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MetricsUrlAttribute()
    : ValidationAttribute("an address of its own with a port, like http://127.0.0.1:9464")
{
    public override bool IsValid(object? value) =>
        value is string text
        && (
            text.Length == 0
            || ListenAddress.Parse(text) is { Scheme: "http", PathBase: "", Port: > 0, IsUnixPipe: false }
        );
}

/// <summary>
/// Validates the settings that OpenTelemetry and Serilog read. OpenTelemetry ignores an invalid address, and Serilog's message
/// does not say which setting is invalid.
/// </summary>
internal sealed class TelemetryOptionsValidator(IConfiguration configuration) : IValidateOptions<TelemetryOptions>
{
    private const string LevelSection = "Serilog:MinimumLevel";

    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        var endpoint = configuration[OpenTelemetrySetup.OtlpEndpoint];
        if (
            !string.IsNullOrWhiteSpace(endpoint)
            && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https" })
        )
        {
            problems.AddError(
                $"{OpenTelemetrySetup.OtlpEndpoint} is '{endpoint}'; it must be an address like http://127.0.0.1:4317."
            );
        }

        if (options.MetricsPort is { } port && IsShared(port))
        {
            problems.AddError(
                $"{TelemetryOptions.Section}:{nameof(TelemetryOptions.MetricsUrl)} is '{options.MetricsUrl}'; its port must be different "
                    + "from the ports of all other addresses, because metrics are served to requests on this port."
            );
        }

        foreach (var problem in LevelProblems(configuration))
        {
            problems.AddError(problem);
        }

        return problems.Build();
    }

    /// <summary>Whether more addresses than the one of metrics, which has been added to them, have the port.</summary>
    private bool IsShared(int port)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints");
        var addresses = endpoints.Exists()
            ? endpoints.GetChildren().Select(endpoint => endpoint["Url"] ?? "")
            : (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';');
        return addresses.Count(address => ListenAddress.Parse(address)?.Port == port) > 1;
    }

    /// <summary>Returns a sentence for each log level that does not exist.</summary>
    public static IEnumerable<string> LevelProblems(IConfiguration configuration)
    {
        IConfigurationSection[] levels =
        [
            configuration.GetSection(LevelSection),
            configuration.GetSection($"{LevelSection}:Default"),
            .. configuration.GetSection($"{LevelSection}:Override").GetChildren(),
        ];
        return levels
            .Where(level =>
                level.Value is not null && !Enum.TryParse<LogEventLevel>(level.Value, ignoreCase: true, out _)
            )
            .Select(level =>
                $"{level.Path} is '{level.Value}'; it must be one of {string.Join(", ", Enum.GetNames<LogEventLevel>())}."
            );
    }
}
