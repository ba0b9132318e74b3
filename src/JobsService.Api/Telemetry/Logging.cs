using System.Globalization;
using JobsService.Api.Middleware;
using JobsService.Application.Scoping;
using Serilog;
using Serilog.AspNetCore;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Filters;
using Serilog.Formatting.Compact;

namespace JobsService.Api.Telemetry;

/// <summary>
/// Configures Serilog. The section <c>Serilog</c> sets the levels.
/// </summary>
internal static class Logging
{
    private const string RequestLine =
        "HTTP {RequestMethod} {RequestPath} responded {StatusCode} ({Ending:l}) in {Elapsed:0.0000} ms";

    // Kestrel's log of malformed requests, at Debug level. It quotes the malformed line, which can contain credentials.
    private const string MalformedRequests = "Microsoft.AspNetCore.Server.Kestrel.BadRequests";

    // The host's report of a failed start, with a stack trace. The command line reports the cause in one line.
    private const string FailedStart = "Hosting failed to start";

    /// <summary>Adds logging for the service. Changed levels apply without a restart.</summary>
    public static void AddServiceLogging(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog(
            (services, logger) =>
            {
                logger.ReadFrom.Services(services).Enrich.FromLogContext();
                logger.Filter.ByExcluding(Matching.FromSource(MalformedRequests));
                logger.Filter.ByExcluding(log => log.MessageTemplate.Text is FailedStart);

                // An invalid level stops the start a little later, when all invalid settings are reported together.
                if (!TelemetryOptionsValidator.LevelProblems(builder.Configuration).Any())
                {
                    logger.ReadFrom.Configuration(builder.Configuration);
                }
            },
            preserveStaticLogger: true
        );

    /// <summary>Writes the log to standard output: plain text in Development, compact JSON in batches otherwise.</summary>
    public static void AddConsoleLog(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(
            LoggerSinkConfiguration.CreateSink(sinks =>
                _ = builder.Environment.IsDevelopment()
                    ? sinks.Console(formatProvider: CultureInfo.InvariantCulture)
                    : BatchedConsoleSink.AddTo(sinks, new RenderedCompactJsonFormatter())
            )
        );

    /// <summary>
    /// Logs one line for each request, with the caller, the route and the result, but without the query string and headers.
    /// </summary>
    public static void UseRequestLogging(this WebApplication app) =>
        app.UseSerilogRequestLogging(options =>
        {
            options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
            options.MessageTemplate = RequestLine;
            options.GetLevel = static (context, _, exception) => LevelOf(context, exception);
            options.EnrichDiagnosticContext = static (line, context) => Describe(context, line);
        });

    /// <summary>Adds logging of warnings to standard error for commands, whose results go to standard output.</summary>
    public static void AddCommandLogging(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog(
            logger =>
                logger
                    .MinimumLevel.Warning()
                    .WriteTo.Console(
                        formatProvider: CultureInfo.InvariantCulture,
                        standardErrorFromLevel: LogEventLevel.Verbose
                    ),
            preserveStaticLogger: true
        );

    private static LogEventLevel LevelOf(HttpContext context, Exception? exception)
    {
        var hasFailed =
            exception is not null
            || context.Response.StatusCode >= StatusCodes.Status500InternalServerError
            || context.Features.Get<StreamProgress>() is { Ending: StreamOutcome.Failed };
        return context.Features.Get<LoadSheddingFeature>() is not null ? LogEventLevel.Warning
            : hasFailed ? LogEventLevel.Error
            : RequestRoute.IsProbe(context.Request) ? LogEventLevel.Debug
            : LogEventLevel.Information;
    }

    private static void Describe(HttpContext context, IDiagnosticContext line)
    {
        line.Set("RequestId", context.TraceIdentifier);
        line.Set("Route", RequestRoute.Of(context));
        line.Set("ClientAddress", context.Connection.RemoteIpAddress?.ToString());
        if (context.RequestServices.GetRequiredService<ICurrentCaller>().Caller is { } caller)
        {
            line.Set("OrganizationId", caller.OrganizationId);
            line.Set("ApiKeyId", caller.ApiKeyId);
        }

        var list = context.Features.Get<StreamProgress>();
        if (list is not null)
        {
            line.Set("Rows", list.Rows);
        }

        line.Set("Ending", DescribeOutcome(list?.Ending ?? OutcomeOf(context.Response.StatusCode)));
    }

    private static StreamOutcome OutcomeOf(int status) =>
        status == StatusCodes.Status499ClientClosedRequest ? StreamOutcome.ClientDisconnected : StreamOutcome.Complete;

    private static string DescribeOutcome(StreamOutcome ending) =>
        ending switch
        {
            StreamOutcome.Complete => "complete",
            StreamOutcome.ClientDisconnected => "the client left",
            StreamOutcome.ClientStalled => "the reader stalled and was cut off",
            StreamOutcome.Evicted => "disconnected, too many lists stream at once",
            StreamOutcome.SnapshotTooOld => "disconnected, the write-ahead log was too large",
            StreamOutcome.TooLong => "disconnected, the list took too long",
            StreamOutcome.KeyNoLongerValid => "disconnected, the key is no longer valid",
            StreamOutcome.AbortedAtShutdown => "cut off by the shutdown",
            _ => "broke off",
        };
}
