using System.Globalization;
using JobsService.Api.Authentication;
using JobsService.Api.Hosting;
using Serilog;
using Serilog.AspNetCore;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace JobsService.Api.Observability;

/// <summary>Serilog: to be read in Development, compact JSON elsewhere; levels from the section <c>Serilog</c>.</summary>
internal static class Logging
{
    private const string RequestLine =
        "HTTP {RequestMethod} {RequestPath} responded {StatusCode} ({Ending:l}) in {Elapsed:0.0000} ms";

    /// <summary>Logs a running service, to the standard output. Levels follow the settings while it runs.</summary>
    public static void AddServiceLogging(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog(
            (services, logger) =>
            {
                logger
                    .ReadFrom.Configuration(builder.Configuration)
                    .ReadFrom.Services(services)
                    .Enrich.FromLogContext();
                _ = builder.Environment.IsDevelopment()
                    ? logger.WriteTo.Console(formatProvider: CultureInfo.InvariantCulture)
                    : logger.WriteTo.Console(new RenderedCompactJsonFormatter());
            },
            preserveStaticLogger: true
        );

    /// <summary>
    /// Logs one line for each request: who asked what, and what came of it. The query string and the headers are not in it.
    /// </summary>
    public static void UseRequestLogging(this WebApplication app) =>
        app.UseSerilogRequestLogging(options =>
        {
            options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
            options.MessageTemplate = RequestLine;
            options.GetLevel = static (context, _, exception) => LevelOf(context, exception);
            options.EnrichDiagnosticContext = static (line, context) => Describe(context, line);
        });

    /// <summary>Logs a command's warnings, to the standard error: the standard output is the command's.</summary>
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
            || context.Features.Get<ListProgress>() is { Ending: ListEnding.BrokeOff };
        return context.Features.Get<Refusal>() is not null ? LogEventLevel.Warning
            : hasFailed ? LogEventLevel.Error
            : HealthRoutes.IsProbe(context.Request) ? LogEventLevel.Debug
            : LogEventLevel.Information;
    }

    private static void Describe(HttpContext context, IDiagnosticContext line)
    {
        line.Set("RequestId", context.TraceIdentifier);
        line.Set("Route", RequestRoute.Of(context));
        line.Set("ClientAddress", context.Connection.RemoteIpAddress?.ToString());
        if (context.RequestServices.GetRequiredService<RequestCaller>().Caller is { } caller)
        {
            line.Set("OrganizationId", caller.OrganizationId);
            line.Set("ApiKeyId", caller.ApiKeyId);
        }

        var list = context.Features.Get<ListProgress>();
        if (list is not null)
        {
            line.Set("Rows", list.Rows);
        }

        line.Set("Ending", WordsOf(list?.Ending ?? ListEnding.Whole));
    }

    private static string WordsOf(ListEnding ending) =>
        ending switch
        {
            ListEnding.Whole => "complete",
            ListEnding.ClientLeft => "the client left",
            ListEnding.ReaderStalled => "the reader stalled and was cut off",
            ListEnding.Displaced => "disconnected, too many lists stream at once",
            ListEnding.CutAtShutdown => "cut off by the shutdown",
            _ => "broke off",
        };
}
