using JobsService.Api.Responses;
using JobsService.Application.ApiKeys;
using JobsService.Application.Auditing;
using JobsService.Application.Jobs;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ActionDescription = Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription;

namespace JobsService.Api.OpenApi;

/// <summary>What the API's document says about each route: its parameters, its body, and every answer that it can give.</summary>
internal sealed class ApiOperations : IOpenApiOperationTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var answers =
            Metadata<AnswersAttribute>(context.Description)
            ?? throw new InvalidOperationException($"{operation.OperationId} does not say what it answers.");
        var takes = Metadata<TakesAttribute>(context.Description);
        var document = context.Document!;
        var inPath = (operation.Parameters ?? []).OfType<OpenApiParameter>().ToArray();
        foreach (var parameter in inPath)
        {
            parameter.Description = "Its id.";
            parameter.Example = 1;
        }

        operation.Description = answers.ForSystemAdmins ? "For `system_admin` keys." : "For any key, within its scope.";
        operation.Parameters = [.. inPath, .. ParametersOf(answers)];
        operation.RequestBody = takes is null ? null : BodyOf(takes, document);
        operation.Responses = ResponsesOf(answers, takes, context.Description, inPath.Length > 0, document).ByStatus;
        return Task.CompletedTask;
    }

    private static T? Metadata<T>(ActionDescription action)
        where T : class => action.ActionDescriptor.EndpointMetadata.OfType<T>().SingleOrDefault();

    private static IEnumerable<IOpenApiParameter> ParametersOf(AnswersAttribute answers) =>
        answers switch
        {
            AnswersJobListAttribute => FilterParameters.Of(JobFilters.List, "jobs"),
            AnswersApiKeyListAttribute => FilterParameters.Of(ApiKeyFilters.List, "keys"),
            AnswersAuditLogAttribute => FilterParameters.Of(ListAuditLog.Definition, "lines"),
            _ => [],
        };

    private static OpenApiRequestBody BodyOf(TakesAttribute takes, OpenApiDocument document) =>
        new()
        {
            Required = takes.IsRequired,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new()
                {
                    Schema = new OpenApiSchemaReference(takes.Schema, document),
                    Example = ApiKeySchemas.ExampleOf(takes.Schema),
                },
            },
        };

    private static ApiResponses ResponsesOf(
        AnswersAttribute answers,
        TakesAttribute? takes,
        ActionDescription action,
        bool hasId,
        OpenApiDocument document
    )
    {
        var responses = new ApiResponses(document);
        switch (answers)
        {
            case AnswersJobListAttribute:
                responses.AddList(ApiSchemas.Jobs);
                ListErrors.Add(responses, canBeTooLong: true);
                break;
            case AnswersApiKeyListAttribute:
                responses.AddList(ApiSchemas.ApiKeys);
                ListErrors.Add(responses, canBeTooLong: false);
                break;
            case AnswersAuditLogAttribute:
                responses.AddList(ApiSchemas.AuditEntries);
                ListErrors.Add(responses, canBeTooLong: false);
                break;
            case AnswersJobAttribute:
                responses.AddAnswer("The job.", ApiSchemas.Jobs);
                break;
            case AnswersApiKeyAttribute:
                responses.AddAnswer("The key; as it was, if it is gone.", ApiSchemas.ApiKeys);
                break;
            case AnswersIssuedApiKeyAttribute:
                responses.AddAnswer("The key with its secret, which no other answer has.", ApiSchemas.IssuedApiKeys);
                break;
        }

        if (takes is not null)
        {
            BodyErrors.Add(responses);
        }

        responses.AddError("No credentials, or none that are good.", ApiError.Unauthenticated);
        var isChange = action.HttpMethod != HttpMethods.Get;
        if (answers.ForSystemAdmins || isChange)
        {
            responses.AddError(
                "The key may not do this, whatever exists; or the page of another site asks.",
                ApiError.Forbidden
            );
        }

        if (hasId)
        {
            responses.AddError("Nothing of that id is in the key's scope.", ApiError.NotFound);
        }

        if (isChange)
        {
            responses.AddError("It cannot be saved like that; every problem is named.", BodyErrors.Unsaved);
        }

        responses.AddError("More requests, or more bad credentials, than are answered.", ApiError.TooManyRequests);
        responses.AddError("A fault of ours.", ApiError.Internal("f6e40d578ed1d9c418cca45e1b7fe532"));
        responses.AddError("The database cannot answer now.", ApiError.Unavailable);
        return responses;
    }
}
