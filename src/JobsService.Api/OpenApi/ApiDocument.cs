using JobsService.Api.Responses;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace JobsService.Api.OpenApi;

/// <summary>
/// <c>/openapi/v2.json</c>, the API in OpenAPI 3.1, and <c>/docs</c>, a page to read it on. Neither needs a key, and the page
/// loads nothing from elsewhere.
/// </summary>
internal static class ApiDocument
{
    /// <summary>The name of the document.</summary>
    public const string Name = "v2";

    private const string Path = "/openapi/v2.json";
    private const string PagePath = "/docs";

    /// <summary>Adds what makes the document of the controllers.</summary>
    public static void AddApiDocument(this IServiceCollection services)
    {
        services.AddOpenApi(
            Name,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.AddDocumentTransformer<ApiDescription>();
                options.AddOperationTransformer<ApiOperations>();
            }
        );
        services.AddSingleton<ApiDocumentText>();
    }

    /// <summary>Maps the document and the page.</summary>
    public static void MapApiDocument(this WebApplication app)
    {
        app.MapGet(Path, WriteDocument).ExcludeFromDescription().WithDisplayName(Path).AllowAnonymous();
        app.MapScalarApiReference(
                PagePath,
                options =>
                    options
                        .WithTitle("Jobs API")
                        .AddDocument(Name, "Jobs API", Path)
                        .WithClassicLayout()
                        .DisableDefaultFonts()
                        .DisableTelemetry()
                        .DisableAgent()
                        .DisableMcp()
                        .HideClientButton()
                        .HideDeveloperTools()
            )
            .WithDisplayName(PagePath)
            .AllowAnonymous()
            .Add(OfOneDocument);
    }

    /// <summary>
    /// Takes the name of a document out of the page's address, since there is one and no page for others, and gives it its policy.
    /// </summary>
    private static void OfOneDocument(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.Parameters.Count: > 0 } page)
        {
            page.RoutePattern = RoutePatternFactory.Parse(PagePath);
            page.RequestDelegate = PagePolicy.With(page.RequestDelegate!);
        }
    }

    private static async Task WriteDocument(HttpContext context, ApiDocumentText document)
    {
        context.Response.ContentType = EnvelopeJson.ContentType;
        await context.Response.Body.WriteAsync(await document.Get(context.RequestAborted), context.RequestAborted);
    }
}
