using System.Globalization;
using System.Text.Json.Nodes;
using JobsService.Api.Responses;
using Microsoft.OpenApi;

namespace JobsService.Api.OpenApi;

/// <summary>Collects the answers of a route, each with its schema, its headers and examples.</summary>
internal sealed class ApiResponses(OpenApiDocument document)
{
    /// <summary>The answers by their status.</summary>
    public OpenApiResponses ByStatus { get; } = [];

    /// <summary>The route answers with a list, or with pages of it.</summary>
    public void AddList(ListSchemas kind) =>
        Add(
            StatusCodes.Status200OK,
            "The list; a page of it with `page` or `per_page`, or with `page_token`.",
            new OpenApiSchema { OneOf = [Schema(kind.List), Schema(kind.NumberedPage), Schema(kind.Page)] },
            ("list", ApiExamples.List(kind)),
            ("per_page=100", ApiExamples.NumberedPage(kind)),
            ("page_token=", ApiExamples.Page(kind))
        );

    /// <summary>The route answers with one thing.</summary>
    public void AddAnswer(string description, ListSchemas kind) =>
        Add(StatusCodes.Status200OK, description, Schema(kind.Answer), ("answer", ApiExamples.AnswerWith(kind)));

    /// <summary>The route answers with an error.</summary>
    public void AddError(string description, ApiError error) => AddErrors(description, (error.Code, error));

    /// <summary>The route answers with errors of one status.</summary>
    public void AddErrors(string description, params (string Name, ApiError Error)[] errors) =>
        Add(
            errors[0].Error.Status,
            description,
            Schema(ApiSchemas.Error),
            [.. errors.Select(named => (named.Name, ApiExamples.Of(named.Error)))]
        );

    private void Add(
        int status,
        string description,
        IOpenApiSchema schema,
        params (string Name, JsonNode Answer)[] examples
    )
    {
        var content = new OpenApiMediaType
        {
            Schema = schema,
            Examples = examples.ToDictionary(
                example => example.Name,
                example => (IOpenApiExample)new OpenApiExample { Value = example.Answer },
                StringComparer.Ordinal
            ),
        };
        ByStatus[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
        {
            Description = description,
            Headers = ApiHeaders.Of(status, document),
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = content,
            },
        };
    }

    private OpenApiSchemaReference Schema(string name) => new(name, document);
}
