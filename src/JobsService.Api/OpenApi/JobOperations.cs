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

    private static readonly ApiError PageTooLong = ApiError.RequestedTooMany(
        $"{JobListParameterNames.PerPage} must be given once, as an integer from 1 to {JobListParameters.MaxPerPage}."
    );

    private static readonly ApiError ListTooLong = ApiError.RequestedTooMany(
        $"The list has more than 1 jobs; read it in pages, with {JobListParameterNames.PageToken} or "
            + $"{JobListParameterNames.PerPage}."
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
        foreach (var parameter in inPath)
        {
            parameter.Description = "Its id.";
            parameter.Example = 1;
        }

        operation.Tags = new HashSet<OpenApiTagReference> { new(Tag, document) };
        operation.Description = answers.ForSystemAdmins ? "For `system_admin` keys." : "For any key, within its scope.";
        operation.Responses = ResponsesOf(answers, hasId: inPath.Length > 0, document).ByStatus;
        if (answers is AnswersJobListAttribute)
        {
            operation.Parameters = [.. inPath, .. JobListParameterDescriptions.All()];
        }

        return Task.CompletedTask;
    }

    private static ApiResponses ResponsesOf(AnswersAttribute answers, bool hasId, OpenApiDocument document)
    {
        var responses = new ApiResponses(document);
        if (answers is AnswersJobListAttribute)
        {
            responses.AddJobList();
            responses.AddErrors(
                "A parameter is malformed, or too much is asked for at once.",
                ("malformed", Malformed),
                ("too long a page", PageTooLong),
                ("too long a list", ListTooLong)
            );
        }
        else
        {
            responses.AddJob();
        }

        responses.AddError("No credentials, or none that are good.", ApiError.Unauthenticated);
        if (answers.ForSystemAdmins)
        {
            responses.AddError("The key may not use this route, whatever exists.", ApiError.Forbidden);
        }

        if (hasId)
        {
            responses.AddError("Nothing of that id is in the key's scope.", ApiError.NotFound);
        }

        responses.AddError("A fault of ours.", ApiError.Internal("f6e40d578ed1d9c418cca45e1b7fe532"));
        responses.AddError("The database cannot answer now.", ApiError.Unavailable);
        return responses;
    }
}
