using JobsService.Api.Configuration;

namespace JobsService.Api.Telemetry;

/// <summary>What the service tells of itself beside its log: section <c>Telemetry</c>.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>The section that the options are bound from.</summary>
    public const string Section = "Telemetry";

    /// <summary>What is wrong with another <see cref="MetricsUrl"/>.</summary>
    public const string MetricsUrlExpected =
        $"{Section}:{nameof(MetricsUrl)} must be an address of its own with a port, like http://127.0.0.1:9464.";

    /// <summary>What is wrong with another <see cref="JobCountSeconds"/>.</summary>
    public const string JobCountSecondsExpected =
        $"{Section}:{nameof(JobCountSeconds)} must be 0, to be off, or a number of seconds up to 86400.";

    private const long MaxJobCountSeconds = 86_400;

    /// <summary>
    /// Where Prometheus scrapes <c>/metrics</c>, an address that serves nothing else; empty, which is the default, for
    /// nowhere. Metrics tell no secrets, but how busy the service is: they are nobody's business outside.
    /// </summary>
    public string MetricsUrl { get; set; } = "";

    /// <summary>
    /// How often jobs are counted by state and type, in seconds; 0, which is the default, for never. Each count reads every
    /// row.
    /// </summary>
    public long JobCountSeconds { get; set; }

    /// <summary>The port of <see cref="MetricsUrl"/>; null when there is none.</summary>
    public int? MetricsPort => ListenAddress.Parse(MetricsUrl)?.Port;

    public bool HasGoodMetricsUrl =>
        MetricsUrl.Length == 0
        || ListenAddress.Parse(MetricsUrl) is { Scheme: "http", PathBase: "", Port: > 0, IsUnixPipe: false };

    public bool HasGoodJobCountSeconds => JobCountSeconds is >= 0 and <= MaxJobCountSeconds;
}
