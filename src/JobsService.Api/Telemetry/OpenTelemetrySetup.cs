using JobsService.Api.Configuration;
using JobsService.Application.Scoping;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace JobsService.Api.Telemetry;

/// <summary>
/// OpenTelemetry: traces and metrics by OTLP where the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says to, metrics for
/// Prometheus on an address of their own. Without either, nothing is collected and nothing costs.
/// </summary>
internal static class OpenTelemetrySetup
{
    /// <summary>The standard variable that names the collector.</summary>
    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceNameVariable = "OTEL_SERVICE_NAME";
    private const string ServiceName = "jobsservice";
    private const string MetricsPath = "/metrics";
    private const string MetricsEndpoint = "Kestrel:Endpoints:Metrics:Url";

    /// <summary>Adds what counts, and what exports it.</summary>
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

    /// <summary>Answers on the address for metrics, where there is one: with them, and with nothing else.</summary>
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

    /// <summary>The name is the operator's where the standard variable gives one.</summary>
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

    /// <summary>Makes the server listen there as well, in whichever way it is told where to.</summary>
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

    /// <summary>Where the service itself listens: the server forgets about ports once it is given addresses.</summary>
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
