using System.Text.Json;
using JobsService.Api.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.Benchmarks.Comparison.EntityFramework;

/// <summary>
/// A typical implementation with best practices: controllers, a no-tracking context per request, lists that are materialized and then
/// serialized. It uses the service's database, with the same indexes.
/// </summary>
internal static class EntityFrameworkProgram
{
    public static WebApplication Create(ServeOptions options)
    {
        var builder = ComparisonHost.CreateBuilder(options.Urls);
        builder.Services.AddDbContext<JobsContext>(context =>
            context.UseSqlite(options.ConnectionString).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        );
        // Not AddAuthentication, because it adds data protection, which writes key files on this machine.
        builder.Services.AddAuthenticationCore(authentication =>
            authentication.AddScheme<ApiKeyHandler>(BasicAuthenticationHandler.SchemeName, displayName: null)
        );
        builder.Services.AddTransient<ApiKeyHandler>();
        builder.Services.AddWebEncoders();

        builder.Services.AddAuthorization();
        builder
            .Services.AddControllers()
            .AddJsonOptions(json => json.JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);

        var app = builder.Build();
        app.UseMiddleware<PublishedHeadersMiddleware>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapControllers();
        return app;
    }
}
