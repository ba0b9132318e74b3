using JobsService.Api.Responses;
using JobsService.Application.Authentication;
using JobsService.Domain.ApiKeys;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace JobsService.Api.OpenApi;

/// <summary>
/// Serves <c>/openapi/v2.json</c>, the API in OpenAPI 3.1, and <c>/docs</c>, a page that shows it. Both are public, and the page
/// loads nothing from other hosts.
/// </summary>
internal static class ApiDocument
{
    /// <summary>The name of the document.</summary>
    public const string Name = "v2";

    private const string Path = "/openapi/v2.json";
    private const string PagePath = "/docs";

    /// <summary>Adds the services that create the document from the controllers.</summary>
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
    }

    /// <summary>Maps the document and the page.</summary>
    public static void MapApiDocument(this WebApplication app)
    {
        app.MapGet(Path, StaticContent.Of(Path, WriteDocument, PagePolicy.Of))
            .ExcludeFromDescription()
            .WithDisplayName(Path)
            .AllowAnonymous();
        var hasDemonstration = app.Services.GetRequiredService<PublishedKeyPolicy>().Accepted;
        app.MapScalarApiReference(PagePath, options => SetPage(options, hasDemonstration))
            .WithDisplayName(PagePath)
            .AllowAnonymous()
            .Add(SetRouteAndContent);
    }

    private static void SetPage(ScalarOptions options, bool hasDemonstration)
    {
        options
            .WithTitle("Jobs API")
            .AddDocument(Name, "Jobs API", Path)
            .WithClassicLayout()
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideClientButton()
            .HideDeveloperTools();
        if (hasDemonstration)
        {
            // Publicly known, so they may be in a page that everybody can read.
            var credentials = PublishedKey.Customer.Credentials.Split(':');
            options.AddHttpAuthentication(
                ApiDescription.SecurityScheme,
                scheme => scheme.WithUsername(credentials[0]).WithPassword(credentials[1])
            );
        }
    }

    /// <summary>
    /// Removes the document's name from the route of the page, since there is only one document, and makes the page and its scripts
    /// static content.
    /// </summary>
    private static void SetRouteAndContent(EndpointBuilder endpoint)
    {
        var route = (RouteEndpointBuilder)endpoint;
        var library = endpoint.RequestDelegate!;
        if (route.RoutePattern.Parameters.Count == 0)
        {
            endpoint.RequestDelegate = StaticContent.Of(route.RoutePattern.RawText!, library, PagePolicy.Of);
            return;
        }

        // The addresses in the page are relative to /docs/. The library redirects requests without the slash.
        var page = StaticContent.Of($"{PagePath}/", library, PagePolicy.Of);
        route.RoutePattern = RoutePatternFactory.Parse(PagePath);
        endpoint.RequestDelegate = context =>
            context.Request.Path.Value!.EndsWith('/') ? page(context) : library(context);
    }

    /// <summary>Returns the document in JSON.</summary>
    public static async Task<string> Text(IServiceProvider services, CancellationToken cancellationToken)
    {
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name);
        var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken);
    }

    private static async Task WriteDocument(HttpContext context)
    {
        context.Response.ContentType = EnvelopeJson.ContentType;
        await context.Response.WriteAsync(await Text(context.RequestServices, context.RequestAborted));
    }
}
