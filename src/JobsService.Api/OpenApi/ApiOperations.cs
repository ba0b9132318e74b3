using System.Net.Mime;
using System.Text.Json.Nodes;
using JobsService.Api.Responses;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ActionDescription = Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription;

namespace JobsService.Api.OpenApi;

/// <summary>Documents each route from the attributes of its action: parameters, request body and all responses.</summary>
internal sealed class ApiOperations : IOpenApiOperationTransformer
{
    private static readonly ApiError UnknownParameter = ApiError.InvalidRequest(
        "Unknown parameter 'state'. This route has no parameters."
    );

    /// <inheritdoc/>
    public Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var returns =
            Metadata<ReturnsAttribute>(context.Description)
            ?? throw new InvalidOperationException(
                $"The action {operation.OperationId} has no [ReturnsItem<…>] or [ReturnsList<…>] attribute. Add one."
            );
        var body = BodyOf(returns.Resource, Metadata<AcceptsAttribute>(context.Description));
        var document = context.Document!;
        var pathParameters = (operation.Parameters ?? []).OfType<OpenApiParameter>().ToArray();
        foreach (var parameter in pathParameters)
        {
            parameter.Description = "The id.";
            parameter.Example = 1;
        }

        operation.Description = returns.ForSystemAdmins
            ? "Requires a `system_admin` key."
            : "Any key can use this route, within its scope.";
        operation.Parameters = [.. pathParameters, .. QueryParametersOf(returns)];
        operation.RequestBody = body is null ? null : RequestBodyOf(body.Value.Name, body.Value.Body, document);

        var responses = new ApiResponses(document);
        AddSuccess(responses, returns);
        AddErrors(
            responses,
            returns,
            hasBody: body is not null,
            hasId: pathParameters.Length > 0,
            isChange: context.Description.HttpMethod != HttpMethods.Get
        );
        operation.Responses = responses.ByStatus;
        return Task.CompletedTask;
    }

    private static IEnumerable<IOpenApiParameter> QueryParametersOf(ReturnsAttribute returns) =>
        returns.IsList ? FilterParameters.Of(returns.Resource) : returns.Resource.Query?.Documented() ?? [];

    private static T? Metadata<T>(ActionDescription action)
        where T : class => action.ActionDescriptor.EndpointMetadata.OfType<T>().SingleOrDefault();

    private static (string Name, ApiRequestBody Body)? BodyOf(ApiResource resource, AcceptsAttribute? accepts) =>
        accepts is null ? null : (accepts.Body, ChangesOf(resource).Bodies[accepts.Body]);

    private static ApiChanges ChangesOf(ApiResource resource) =>
        resource.Changes
        ?? throw new InvalidOperationException(
            $"An action changes {resource.Name}, but its {nameof(ApiResource)} has no {nameof(ApiResource.Changes)}."
        );

    private static OpenApiRequestBody RequestBodyOf(string name, ApiRequestBody body, OpenApiDocument document) =>
        new()
        {
            Required = body.IsRequired,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [MediaTypeNames.Application.Json] = new()
                {
                    Schema = document.Component(name, body.Schema),
                    Example = JsonNode.Parse(body.Example),
                },
            },
        };

    private static void AddSuccess(ApiResponses responses, ReturnsAttribute returns)
    {
        if (returns.IsList)
        {
            responses.AddList(returns.Resource);
            if (returns.Resource.HasFormats)
            {
                responses.AddFormats();
            }
        }
        else
        {
            responses.AddItem(returns.Resource);
        }
    }

    private static void AddErrors(
        ApiResponses responses,
        ReturnsAttribute returns,
        bool hasBody,
        bool hasId,
        bool isChange
    )
    {
        if (hasBody)
        {
            responses.AddErrors(
                "The body is not valid JSON, or a parameter is unknown.",
                ("malformed", ChangesOf(returns.Resource).MalformedBody),
                ("unknown", UnknownParameter)
            );
            responses.AddError("The body arrived too slowly.", ApiError.TooSlow);
            responses.AddError("The body is too long.", ApiError.TooLong);
        }
        else if (returns is { IsList: false, Resource.Query: { } query })
        {
            responses.AddErrors("A parameter is malformed or unknown.", ("malformed", query.Invalid));
        }
        else if (!returns.IsList)
        {
            responses.AddErrors("A parameter is unknown.", ("unknown", UnknownParameter));
        }

        responses.AddError("The credentials are missing or invalid.", ApiError.Unauthenticated);
        if (returns.ForSystemAdmins || isChange)
        {
            responses.AddError(
                "The key is not allowed to use this route, or a browser sent the request for a page of another site.",
                ApiError.Forbidden
            );
        }

        if (hasId)
        {
            responses.AddError("No resource with this id is in the scope of the key.", ApiError.NotFound);
        }
        else if (!returns.IsList && !isChange && returns.Resource.Query is null)
        {
            responses.AddError("No such resource is in the scope of the key.", ApiError.NotFound);
        }

        if (returns is { IsList: false, Resource.Query.CanExpire: true })
        {
            responses.AddError("The cursor is older than the changes that are kept.", ApiError.CursorExpired);
        }

        if (isChange)
        {
            responses.AddError(
                "The content type is not JSON, or the request has a body or is a POST of a browser, and has no content type.",
                ApiError.NotJson
            );
            responses.AddError(
                "The change is invalid. The message names every problem.",
                ChangesOf(returns.Resource).InvalidChange
            );
        }

        responses.AddError("Too many requests, or too many invalid credentials.", ApiError.TooManyRequests);
        responses.AddError("An internal error.", ApiError.Internal("f6e40d578ed1d9c418cca45e1b7fe532"));
        responses.AddError("The service cannot process the request now.", ApiError.Unavailable);
    }
}
