using System.Globalization;
using System.Net.Mime;
using System.Text.Json.Nodes;
using JobsService.Api.Responses;
using JobsService.Application.Paging;
using Microsoft.OpenApi;

namespace JobsService.Api.OpenApi;

/// <summary>Collects the responses of a route, each with its schema, headers and examples.</summary>
internal sealed class ApiResponses(OpenApiDocument document)
{
    private const string Ok = "200";

    private static readonly ApiError MalformedPage = ApiError.InvalidRequest(
        $"{PageParameters.Page} must be given once, as an integer from 0 to {int.MaxValue}."
    );

    private static readonly ApiError UnknownParameter = ApiError.InvalidRequest(
        "Unknown parameter 'per-page'. Did you mean 'per_page'?"
    );

    private static readonly ApiError TooLongPage = ApiError.RequestedTooMany(
        $"{PageParameters.PerPage} must be given once, as an integer from 1 to {PageParameters.MaxPerPage}."
    );

    /// <summary>The responses by their status.</summary>
    public OpenApiResponses ByStatus { get; } = [];

    /// <summary>Adds a list, whole or in pages, and the errors for its parameters.</summary>
    public void AddList(ApiResource resource)
    {
        var (name, plural) = resource;
        var rows = new OpenApiSchema { Type = JsonSchemaType.Array, Items = resource.RowSchema(document) };
        IOpenApiSchema[] schemas =
        [
            document.Component($"{name}List", () => EnvelopeSchemas.List(rows, plural)),
            document.Component($"Numbered{name}Page", () => EnvelopeSchemas.NumberedPage(rows, plural)),
            document.Component($"{name}Page", () => EnvelopeSchemas.KeysetPage(rows, plural)),
        ];
        Add(
            StatusCodes.Status200OK,
            "The whole list, or one page with `page`, `per_page` or `page_token`.",
            new OpenApiSchema { OneOf = schemas },
            ("list", EnvelopeSchemas.ListExample(resource)),
            ("per_page=100", EnvelopeSchemas.NumberedPageExample(resource)),
            ("page_token=", EnvelopeSchemas.KeysetPageExample(resource))
        );
        ByStatus[Ok].Headers![ApiHeaders.Link] = new OpenApiHeaderReference(ApiHeaders.Link, document);

        List<(string, ApiError)> errors =
        [
            ("malformed", MalformedPage),
            ("unknown", UnknownParameter),
            ("too long a page", TooLongPage),
        ];
        if (resource.HasListLimit)
        {
            errors.Add(("too long a list", TooLongList(plural)));
        }

        AddErrors("A parameter is malformed or unknown, or too many rows are requested.", [.. errors]);
    }

    /// <summary>Adds the other formats of a list, which have no envelope, and the error for a client that accepts none.</summary>
    public void AddFormats()
    {
        var formats = ByStatus[Ok].Content!;
        formats[ListFormats.Ndjson] = new OpenApiMediaType { Schema = SchemaOf.Text("A row in JSON on each line.") };
        formats[ListFormats.Csv] = new OpenApiMediaType
        {
            Schema = SchemaOf.Text("A header line, and a line for each row."),
        };
        AddError("The client accepts none of the formats.", ApiError.NotAcceptable);
    }

    /// <summary>Adds a single resource.</summary>
    public void AddItem(ApiResource resource)
    {
        if (resource.Answer is { } answer)
        {
            (string, JsonNode)[] examples = answer.Example is null ? [] : [("answer", JsonNode.Parse(answer.Example)!)];
            Add(StatusCodes.Status200OK, resource.ItemDescription, answer.Schema(document), examples);
            if (answer.MediaType is { } mediaType)
            {
                var content = ByStatus[Ok].Content!;
                content[mediaType] = content[MediaTypeNames.Application.Json];
                content.Remove(MediaTypeNames.Application.Json);
            }

            return;
        }

        var item = document.Component(resource.Name, resource.Schema);
        Add(
            StatusCodes.Status200OK,
            resource.ItemDescription,
            document.Component($"{resource.Name}Answer", () => EnvelopeSchemas.Item(item)),
            ("answer", EnvelopeSchemas.ItemExample(resource))
        );
    }

    /// <summary>Adds an error.</summary>
    public void AddError(string description, ApiError error) => AddErrors(description, (error.Code, error));

    /// <summary>Adds several errors that have the same status.</summary>
    public void AddErrors(string description, params (string Name, ApiError Error)[] errors) =>
        Add(
            errors[0].Error.Status,
            description,
            document.Component("Error", EnvelopeSchemas.Error),
            [.. errors.Select(named => (named.Name, EnvelopeSchemas.ErrorExample(named.Error)))]
        );

    private void Add(
        int status,
        string description,
        IOpenApiSchema schema,
        params (string Name, JsonNode Body)[] examples
    )
    {
        var content = new OpenApiMediaType
        {
            Schema = schema,
            Examples = examples.ToDictionary(
                example => example.Name,
                example => (IOpenApiExample)new OpenApiExample { Value = example.Body },
                StringComparer.Ordinal
            ),
        };
        ByStatus[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
        {
            Description = description,
            Headers = ApiHeaders.Of(status, document),
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [MediaTypeNames.Application.Json] = content,
            },
        };
    }

    private static ApiError TooLongList(string plural) =>
        ApiError.RequestedTooMany(
            $"The list has more than 1 {plural}; read it in pages, with {PageParameters.PageToken} or "
                + $"{PageParameters.PerPage}."
        );
}
