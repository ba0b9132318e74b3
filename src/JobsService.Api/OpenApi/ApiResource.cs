using JobsService.Api.Responses;
using JobsService.Application.Filtering;
using JobsService.Application.Paging;
using Microsoft.OpenApi;

namespace JobsService.Api.OpenApi;

/// <summary>A JSON writer that describes what it writes, so that an attribute can refer to the description.</summary>
internal interface IApiResource
{
    static abstract ApiResource Resource { get; }
}

/// <summary>Describes a resource for the API's document. A feature declares it beside the JSON writer of the resource.</summary>
/// <param name="Name">The name of the schema. The names of the response schemas contain it.</param>
/// <param name="Plural">The plural noun in descriptions, such as "jobs".</param>
internal sealed record ApiResource(string Name, string Plural)
{
    /// <summary>Creates the schema. Each document needs an instance of its own.</summary>
    public required Func<OpenApiSchema> Schema { get; init; }

    /// <summary>Creates the schema of a resource with selected fields; null if its list has no selection.</summary>
    public Func<OpenApiSchema>? SelectionSchema { get; init; }

    /// <summary>A resource in JSON, exactly as the service writes it. A test compares it with a response.</summary>
    public required string Example { get; init; }

    /// <summary>Describes a response with a single resource.</summary>
    public string ItemDescription { get; init; } = "";

    /// <summary>What can be asked about a list of it; null for a resource without a list.</summary>
    public ListDefinition? List { get; init; }

    /// <summary>Whether an operator can limit the length of a list that is read without pages.</summary>
    public bool HasListLimit { get; init; }

    /// <summary>Whether its list is available in the formats of <see cref="Responses.ListFormats"/>.</summary>
    public bool HasFormats { get; init; }

    /// <summary>The query string parameters of a route that returns no list; null if it has none.</summary>
    public ApiQuery? Query { get; init; }

    /// <summary>The response of a route that returns no list; null for the resource in the envelope.</summary>
    public ApiAnswer? Answer { get; init; }

    /// <summary>Describes the changes of the resource; null for a read-only resource.</summary>
    public ApiChanges? Changes { get; init; }

    /// <summary>Returns the schema of a row in a list: the resource, also with selected fields.</summary>
    public IOpenApiSchema RowSchema(OpenApiDocument document)
    {
        IOpenApiSchema row = document.Component(Name, Schema);
        return SelectionSchema is { } selection
            ? new OpenApiSchema { AnyOf = [row, document.Component($"Selected{Name}", selection)] }
            : row;
    }
}

/// <summary>Describes the query string parameters of a route that returns no list.</summary>
/// <param name="Accepted">The parameters.</param>
/// <param name="Documented">Creates their descriptions. Each document needs instances of its own.</param>
/// <param name="Invalid">An example of the error for an invalid parameter.</param>
internal sealed record ApiQuery(
    IEnumerable<QueryParameter> Accepted,
    Func<IEnumerable<IOpenApiParameter>> Documented,
    ApiError Invalid
)
{
    /// <summary>Whether the response can be 410, because the cursor is too old.</summary>
    public bool CanExpire { get; init; }
}

/// <summary>Describes a successful response.</summary>
/// <param name="Schema">Creates the schema.</param>
/// <param name="Example">An example in JSON; null if there is none.</param>
internal sealed record ApiAnswer(Func<OpenApiDocument, IOpenApiSchema> Schema, string? Example = null)
{
    /// <summary>The content type; null for JSON.</summary>
    public string? MediaType { get; init; }
}

/// <summary>Describes the changes of a resource for the API's document.</summary>
/// <param name="Bodies">The request bodies by the names of their schemas.</param>
/// <param name="MalformedBody">An example of the error for a body that cannot be parsed.</param>
/// <param name="InvalidChange">An example of the error for a change that validation refuses.</param>
internal sealed record ApiChanges(
    IReadOnlyDictionary<string, ApiRequestBody> Bodies,
    ApiError MalformedBody,
    ApiError InvalidChange
);

/// <summary>Describes a request body for the API's document.</summary>
/// <param name="Schema">Creates the schema. Each document needs an instance of its own.</param>
/// <param name="Example">A valid body.</param>
/// <param name="IsRequired">Whether a request without a body is refused.</param>
internal sealed record ApiRequestBody(Func<OpenApiSchema> Schema, string Example, bool IsRequired = true);
