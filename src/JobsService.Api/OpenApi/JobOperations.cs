using System.Globalization;
using System.Text.Json.Nodes;
using JobsService.Api.Envelope;
using JobsService.Application.Jobs;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace JobsService.Api.OpenApi;

/// <summary>What the API's document says about each route: its parameters, and every answer that it can give.</summary>
internal sealed class JobOperations : IOpenApiOperationTransformer
{
    /// <summary>What the routes are filed under.</summary>
    public const string Tag = "Jobs";

    private static readonly ApiError Malformed = ApiError.InvalidRequest(
        $"{JobListParameterNames.Page} must be given once, as an integer from 0 to {int.MaxValue}."
    );

    private static readonly ApiError TooMany = ApiError.RequestedTooMany(
        $"{JobListParameterNames.PerPage} must be given once, as an integer from 1 to {JobListParameters.MaxPerPage}."
    );

    /// <inheritdoc/>
    public Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var answers =
            context.Description.ActionDescriptor.EndpointMetadata.OfType<AnswersAttribute>().SingleOrDefault()
            ?? throw new InvalidOperationException($"{operation.OperationId} does not say what it answers.");
        var document = context.Document!;
        var inPath = (operation.Parameters ?? []).OfType<OpenApiParameter>().ToArray();
        operation.Tags = new HashSet<OpenApiTagReference> { new(Tag, document) };
        operation.Description = answers.ForSystemAdmins ? "For `system_admin` keys." : "For any key, within its scope.";
        operation.Responses = [];
        foreach (var parameter in inPath)
        {
            parameter.Description = "Its id.";
            parameter.Example = 1;
        }

        if (answers is AnswersJobListAttribute)
        {
            operation.Parameters = [.. inPath, .. JobListParameterDescriptions.All()];
            AddList(operation.Responses, document);
            Add(
                operation.Responses,
                document,
                "A parameter is malformed, or asks for too much at once.",
                Malformed,
                TooMany
            );
        }
        else
        {
            AddJob(operation.Responses, document);
        }

        Add(operation.Responses, document, "No credentials, or none that are good.", ApiError.Unauthenticated);
        if (answers.ForSystemAdmins)
        {
            Add(operation.Responses, document, "The key may not use this route, whatever exists.", ApiError.Forbidden);
        }

        if (inPath.Length > 0)
        {
            Add(operation.Responses, document, "Nothing of that id is in the key's scope.", ApiError.NotFound);
        }

        Add(operation.Responses, document, "A fault of ours.", ApiError.Internal("f6e40d578ed1d9c418cca45e1b7fe532"));
        Add(operation.Responses, document, "The database cannot answer now.", ApiError.Unavailable);
        return Task.CompletedTask;
    }

    private static void AddList(OpenApiResponses responses, OpenApiDocument document)
    {
        var schema = new OpenApiSchema
        {
            OneOf =
            [
                new OpenApiSchemaReference(ApiSchemas.JobList, document),
                new OpenApiSchemaReference(ApiSchemas.NumberedJobPage, document),
                new OpenApiSchemaReference(ApiSchemas.JobPage, document),
            ],
        };
        Add(
            responses,
            document,
            StatusCodes.Status200OK,
            "The list; a page of it with `page` or `per_page`, or with `page_token`.",
            schema,
            ("list", ApiExamples.JobList),
            ("per_page=100", ApiExamples.NumberedJobPage),
            ("page_token=", ApiExamples.JobPage)
        );
    }

    private static void AddJob(OpenApiResponses responses, OpenApiDocument document) =>
        Add(
            responses,
            document,
            StatusCodes.Status200OK,
            "The job.",
            new OpenApiSchemaReference(ApiSchemas.JobAnswer, document),
            ("job", ApiExamples.JobAnswer)
        );

    private static void Add(
        OpenApiResponses responses,
        OpenApiDocument document,
        string description,
        params ApiError[] errors
    ) =>
        Add(
            responses,
            document,
            errors[0].Status,
            description,
            new OpenApiSchemaReference(ApiSchemas.Error, document),
            [.. errors.Select(error => (error.Code, ApiExamples.Of(error)))]
        );

    private static void Add(
        OpenApiResponses responses,
        OpenApiDocument document,
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
        responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
        {
            Description = description,
            Headers = ApiHeaders.Of(status, document),
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = content,
            },
        };
    }
}
