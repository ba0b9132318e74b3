using JobsService.Api.Configuration;
using JobsService.Application.Scoping;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace JobsService.Api.Telemetry;

/// <summary>
/// OpenTelemetry: traces and metrics by OTLP if the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, and metrics for
/// Prometheus on a separate address. If neither is configured, nothing is collected.
/// </summary>
internal static class OpenTelemetrySetup
{
    /// <summary>The standard variable that names the collector.</summary>
    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceNameVariable = "OTEL_SERVICE_NAME";
    private const string ServiceName = "jobsservice";
    private const string MetricsPath = "/metrics";
    private const string MetricsEndpoint = "Kestrel:Endpoints:Metrics:Url";

    /// <summary>Adds the settings, the instruments and the exporters.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<TelemetryOptions>(TelemetryOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>();
        builder.Services.AddSingleton<CallerMetrics>();
        builder.Services.AddSingleton<ListMetrics>();

        var isExported = !string.IsNullOrWhiteSpace(builder.Configuration[OtlpEndpoint]);
        var isScraped = builder.AddMetricsAddress();
        if (isExported || isScraped)
        {
            builder
                .Services.AddOpenTelemetry()
                .ConfigureResource(resource => Name(resource, builder))
                .Measure(isScraped);
        }

        if (isExported)
        {
            builder
                .Services.AddOpenTelemetry()
                .WithMetrics(metrics => metrics.AddOtlpExporter())
                .WithTracing(tracing =>
                    tracing
                        .AddAspNetCoreInstrumentation(requests =>
                            requests.Filter = static context => !RequestRoute.IsProbe(context.Request)
                        )
                        .AddSqlClientInstrumentation()
                        .AddOtlpExporter()
                );
        }
    }

    /// <summary>Serves metrics, and nothing else, on the address for metrics if one is configured.</summary>
    public static void UseMetricsAddress(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value.MetricsPort is { } port)
        {
            app.MapWhen(
                context => context.Connection.LocalPort == port,
                branch => branch.UseOpenTelemetryPrometheusScrapingEndpoint(MetricsPath)
            );
        }
    }

    private static void Measure(this OpenTelemetryBuilder telemetry, bool isScraped) =>
        telemetry.WithMetrics(metrics =>
        {
            metrics
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddSqlClientInstrumentation()
                .AddMeter(ScopeMetrics.MeterName);
            if (isScraped)
            {
                metrics.AddPrometheusExporter();
            }
        });

    /// <summary>Sets the default service name, unless <c>OTEL_SERVICE_NAME</c> is set.</summary>
    private static void Name(ResourceBuilder resource, WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[ServiceNameVariable]))
        {
            resource.AddService(
                ServiceName,
                serviceVersion: typeof(OpenTelemetrySetup).Assembly.GetName().Version?.ToString()
            );
        }
    }

    /// <summary>Adds the address for metrics to the addresses that the server listens on.</summary>
    private static bool AddMetricsAddress(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (
            configuration.ReadSettings<TelemetryOptions>(TelemetryOptions.Section).MetricsUrl is not { Length: > 0 } url
        )
        {
            return false;
        }

        if (configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            configuration[MetricsEndpoint] = url;
        }
        else
        {
            configuration[WebHostDefaults.ServerUrlsKey] = string.Join(';', [.. AddressesOf(configuration), url]);
        }

        return true;
    }

    /// <summary>The addresses of the service. The server ignores the port settings once addresses are set, so they are converted.</summary>
    private static string[] AddressesOf(ConfigurationManager configuration)
    {
        return configuration[WebHostDefaults.ServerUrlsKey] is { } urls
            ? [urls]
            :
            [
                .. AddressesOn("http", WebHostDefaults.HttpPortsKey),
                .. AddressesOn("https", WebHostDefaults.HttpsPortsKey),
            ];

        IEnumerable<string> AddressesOn(string scheme, string ports) =>
            (configuration[ports] ?? "")
                .Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(port => $"{scheme}://*:{port}");
    }
}
