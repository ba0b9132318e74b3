using JobsService.Api.Admission;
using JobsService.Api.ApiKeys;
using JobsService.Api.Auditing;
using JobsService.Api.Authentication;
using JobsService.Api.Configuration;
using JobsService.Api.Dashboard;
using JobsService.Api.Health;
using JobsService.Api.Jobs;
using JobsService.Api.Middleware;
using JobsService.Api.OpenApi;
using JobsService.Api.QueryStrings;
using JobsService.Api.RateLimiting;
using JobsService.Api.Responses;
using JobsService.Api.Shutdown;
using JobsService.Api.Startup;
using JobsService.Api.Telemetry;
using JobsService.Api.Transport;
using JobsService.Application;
using JobsService.Application.Auditing;
using JobsService.Application.Authentication;
using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.Infrastructure;
using JobsService.Infrastructure.Database;

namespace JobsService.Api;

/// <summary>Composes the service: registers the services of all layers and configures the middleware pipeline.</summary>
internal static class ServiceHost
{
    /// <summary>The default address: the loopback interface only.</summary>
    private const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Creates a builder with what the service and its commands share: settings, use cases and the database.</summary>
    /// <param name="environment">
    /// The name of the environment; null for the one of <c>ASPNETCORE_ENVIRONMENT</c> or <c>DOTNET_ENVIRONMENT</c>.
    /// </param>
    public static WebApplicationBuilder CreateBuilder(string? environment = null)
    {
        // The settings files are in the directory of the program, not in the working directory.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = environment }
        );
        SettingsFile.AddTo(builder.Configuration);
        builder.Services.AddSingleton(TimeProvider.System);

        // For commands, which do not listen. AddDatabaseStartup replaces it for the service.
        builder.Services.AddSingleton(new PublishedKeyPolicy(accepted: builder.Environment.IsDevelopment()));
        builder.Services.AddApplication();
        builder.Services.AddSingleton<IAuditWarnings, AuditWarnings>();
        builder.Services.AddSectionNames();
        builder.Services.AddSettings<JobListOptions>(JobListOptions.Section);
        builder.Services.AddSettings<AuthenticationThrottleOptions>(AuthenticationThrottleOptions.Section);
        builder.Services.AddSettings<DatabaseOptions>(DatabaseOptions.Section);
        builder.Services.AddInfrastructure(builder.Configuration);
        return builder;
    }

    /// <summary>Adds the services that only the HTTP service needs.</summary>
    public static WebApplicationBuilder AddHttp(this WebApplicationBuilder builder)
    {
        builder.AddServiceLogging();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;

            // The server is built before the settings are validated, which reports what is not valid here.
            _ = KestrelLimits.Set(options.Limits, builder.Configuration);
        });
        if (!HasAddress(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.AddTelemetry();
        builder.UseDashboardAssets();

        builder.Services.AddScoped<RequestCaller>();
        builder.Services.AddScoped<ICurrentCaller>(provider => provider.GetRequiredService<RequestCaller>());
        builder.Services.AddTransient<BasicAuthenticationHandler>();
        builder.Services.AddAuthenticationCore(options =>
            options.AddScheme<BasicAuthenticationHandler>(BasicAuthenticationHandler.SchemeName, displayName: null)
        );
        builder.Services.AddSessions();
        builder.Services.AddAuthorization();
        builder.Services.AddTransport();
        builder.Services.AddRateLimiting();
        builder.Services.AddAdmission();
        builder.Services.AddSettings<ApiOptions>(ApiOptions.Section);
        builder.Services.AddSettings<StreamOptions>(StreamOptions.Section);
        builder.Services.AddCompression();
        builder.Services.AddExceptionHandler<ErrorResponseHandler>();
        builder.Services.AddRouting(options => options.SetParameterPolicy<IdRouteConstraint>(IdRouteConstraint.Name));
        builder.Services.AddMvcCore().AddApplicationPart(typeof(ServiceHost).Assembly).AddApiExplorer();
        builder.Services.AddApiDocument();
        builder.Services.AddHealth();
        builder.Services.AddShutdown();
        builder.Services.AddDatabaseStartup();
        builder.Services.AddHostedService<ApiKeyUsageWriter>();
        builder.Services.AddHostedService<JobCountGauge>();
        return builder;
    }

    /// <summary>Adds the middleware and the endpoints.</summary>
    public static WebApplication MapHttp(this WebApplication app)
    {
        app.UseMetricsAddress();
        app.UseTransport();
        app.UseMiddleware<ResponseHeadersMiddleware>();
        app.UseRequestLogging();
        app.UseResponseCompression();
        app.UseExceptionHandler(static _ => { });
        app.UseStatusCodePages(context =>
        {
            var http = context.HttpContext;
            return EnvelopeJson.WriteError(http, ApiError.Of(http.Response.StatusCode, http.TraceIdentifier));
        });
        app.UseMiddleware<CrossSiteRequestMiddleware>();
        app.UseDashboardRedirect();
        app.UseRouting();

        // Authentication, which is usually cached, and reading the body precede admission control, so that a slow client holds no
        // permit.
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<RequestBodyMiddleware>();
        app.UseMiddleware<AdmissionMiddleware>();
        app.UseMiddleware<UnknownParametersMiddleware>();
        var routes = app.MapControllers().RequireAuthorization();
        routes.LimitChanges();
        routes.AllowDocumentedParameters();
        app.MapApiDocument();
        app.MapDashboard();
        app.MapHealth();
        return app;
    }

    private static bool HasAddress(ConfigurationManager configuration) =>
        configuration[WebHostDefaults.ServerUrlsKey] is not null
        || configuration[WebHostDefaults.HttpPortsKey] is not null
        || configuration[WebHostDefaults.HttpsPortsKey] is not null
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
