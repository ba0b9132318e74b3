using System.Text.Json.Nodes;
using JobsService.Application.Paging;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;
using Names = JobsService.Application.Paging.PageParameterNames;

namespace JobsService.Api.OpenApi;

/// <summary>The parameters of pages, as <see cref="PageParameters"/> takes them.</summary>
internal static class PageParameterDescriptions
{
    /// <summary>All of them.</summary>
    /// <param name="plural">What the rows are called.</param>
    public static IEnumerable<IOpenApiParameter> All(string plural) =>
        [
            Query(
                Names.Page,
                "The page of that number, from 0; its cost grows with the number. Not together with page_token.",
                Integer(minimum: 0, maximum: int.MaxValue),
                0
            ),
            Query(
                Names.PerPage,
                $"The greatest number of {plural} in a page, {PageParameters.DefaultPerPage} if nothing is said.",
                Integer(minimum: 1, maximum: PageParameters.MaxPerPage),
                PageParameters.DefaultPerPage
            ),
            Query(
                Names.PageToken,
                "Empty for the first page; then the next_page_token of the page before, with the same route and filters.",
                Text(),
                ""
            ),
        ];

    /// <summary>A parameter of a query string.</summary>
    public static OpenApiParameter Query(string name, string description, OpenApiSchema schema, JsonNode example) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = description,
            Schema = schema,
            Example = example,
        };
}
