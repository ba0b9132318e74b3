using System.Text.Json;
using JobsService.Api.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.Benchmarks.Comparison.EntityFramework;

/// <summary>
/// What is typically written, by the book: controllers, a no-tracking context for each request, lists that are read whole and
/// then serialized. The database is the service's, so its queries find the same indexes.
/// </summary>
internal static class EntityFrameworkProgram
{
    public static WebApplication Create(ServeOptions options)
    {
        var builder = ComparisonHost.CreateBuilder(options);
        builder.Services.AddDbContext<JobsContext>(context =>
            context.UseSqlite(options.ConnectionString).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        );
        // Not AddAuthentication, which brings data protection along: it would leave files of keys on whose machine this runs.
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
