using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace JobsService.Api.Observability;

/// <summary>Serilog: to be read in Development, compact JSON elsewhere; levels from the section <c>Serilog</c>.</summary>
internal static class Logging
{
    /// <summary>Logs a running service, to the standard output.</summary>
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

    /// <summary>Logs one line for each request, with what it came to. The query string and the headers are not in it.</summary>
    public static void UseRequestLogging(this WebApplication app) =>
        app.UseSerilogRequestLogging(options =>
        {
            options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
            options.EnrichDiagnosticContext = static (line, context) => line.Set("RequestId", context.TraceIdentifier);
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
}
