using System.Text;
using JobsService.Api.Responses;
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
            .Add(SetRouteAndPolicy);
    }

    /// <summary>
    /// Removes the document's name from the route of the page, since there is only one document, and adds the page's
    /// Content-Security-Policy.
    /// </summary>
    private static void SetRouteAndPolicy(EndpointBuilder endpoint)
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

/// <summary>The text of the API's document, which is created once, since it does not change while the service runs.</summary>
internal sealed class ApiDocumentText([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider)
{
    private byte[]? _text;

    /// <summary>The document in JSON, encoded in UTF-8.</summary>
    public async Task<ReadOnlyMemory<byte>> Get(CancellationToken cancellationToken)
    {
        // Concurrent first requests create the same text, so no lock is needed.
        if (_text is null)
        {
            var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
            _text = Encoding.UTF8.GetBytes(
                await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken)
            );
        }

        return _text;
    }
}
