using JobsService.Application.Paging;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.OpenApi;

/// <summary>The schemas of the answers with one kind of thing, which <c>Responses/</c> writes (contract, "Envelope").</summary>
/// <param name="Name">The thing's schema, which the names of the answers' begin with.</param>
/// <param name="Plural">What several are called.</param>
internal sealed record ListSchemas(string Name, string Plural)
{
    /// <summary>The answer with one.</summary>
    public string Answer => $"{Name}Answer";

    /// <summary>The answer with a whole list.</summary>
    public string List => $"{Name}List";

    /// <summary>The answer with a page by its number.</summary>
    public string NumberedPage => $"Numbered{Name}Page";

    /// <summary>The answer with a page by its token.</summary>
    public string Page => $"{Name}Page";

    /// <summary>The answer with one, by its name.</summary>
    public (string Name, IOpenApiSchema Schema) OfAnswer(OpenApiDocument document) =>
        (Answer, Object("One.", Success(new OpenApiSchemaReference(Name, document))));

    /// <summary>The answers with a list, by their names.</summary>
    public IEnumerable<(string Name, IOpenApiSchema Schema)> OfLists(OpenApiDocument document)
    {
        var rows = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Items = new OpenApiSchemaReference(Name, document),
        };
        yield return (List, Object($"A whole list of {Plural}.", Success(rows)));
        yield return (
            NumberedPage,
            Object(
                $"A page of a list, by its number. Its {Plural} and its counts are not from the same moment.",
                [
                    .. Success(rows),
                    ("page", Integer("The number of the page, from 0.", minimum: 0)),
                    ("per_page", PerPage()),
                    ("num_records", Integer($"How many {Plural} the list has.", minimum: 0)),
                    ("num_pages", Integer("How many pages the list has.", minimum: 0)),
                    ("next_page_token", NextPageToken()),
                ]
            )
        );
        yield return (
            Page,
            Object(
                "A page of a list, by its token.",
                [
                    .. Success(rows),
                    ("page_token", Text("The token, as it was given.")),
                    ("per_page", PerPage()),
                    ("next_page_token", NextPageToken()),
                ]
            )
        );
    }

    private static (string, IOpenApiSchema)[] Success(IOpenApiSchema data) =>
        [
            ("success", OneOf(JsonSchemaType.Boolean, true)),
            ("data", data),
            ("error_code", Null()),
            ("error_message", Null()),
        ];

    private OpenApiSchema PerPage() =>
        Integer($"The greatest number of {Plural} in a page.", minimum: 1, PageParameters.MaxPerPage);

    private static OpenApiSchema NextPageToken() =>
        OrNull(Text("The page_token of the page that follows; null after the last one."));
}
