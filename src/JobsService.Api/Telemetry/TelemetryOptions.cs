using System.ComponentModel.DataAnnotations;
using JobsService.Api.Configuration;

namespace JobsService.Api.Telemetry;

/// <summary>What the service tells of itself beside its log: section <c>Telemetry</c>.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>The section that the options are bound from.</summary>
    public const string Section = "Telemetry";

    /// <summary>
    /// Where Prometheus scrapes <c>/metrics</c>, an address that serves nothing else; empty, which is the default, for
    /// nowhere. Metrics tell no secrets, but how busy the service is: they are nobody's business outside.
    /// </summary>
    [MetricsUrl]
    public string MetricsUrl { get; set; } = "";

    /// <summary>
    /// How often jobs are counted by state and type, in seconds; 0, which is the default, for never. Each count reads every
    /// row.
    /// </summary>
    [Range(0, 86_400)]
    public int JobCountSeconds { get; set; }

    /// <summary>The port of <see cref="MetricsUrl"/>; null when there is none.</summary>
    public int? MetricsPort => ListenAddress.Parse(MetricsUrl)?.Port;
}

/// <summary>Allows an address for <c>/metrics</c> with a port and without a path, or none.</summary>
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
