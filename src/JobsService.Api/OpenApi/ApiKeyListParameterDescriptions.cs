using JobsService.Application.ApiKeys;
using JobsService.Domain.ApiKeys;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.PageParameterDescriptions;
using static JobsService.Api.OpenApi.SchemaOf;
using Names = JobsService.Application.ApiKeys.ApiKeyListParameterNames;

namespace JobsService.Api.OpenApi;

/// <summary>The parameters of a list of keys, as <see cref="ApiKeyListParameters"/> takes them.</summary>
internal static class ApiKeyListParameterDescriptions
{
    /// <summary>All of them.</summary>
    public static IEnumerable<IOpenApiParameter> All() =>
        [
            Query(Names.Name, "Keys with this name, in any case.", PartOfName(), "my poller"),
            Query(Names.NameContains, "Keys whose name has this in it, in any case.", PartOfName(), "poll"),
            Query(
                Names.OrderBy,
                "What the list is sorted by, id if nothing is said.",
                OneOf(JsonSchemaType.String, ApiKeyListParameters.ById, ApiKeyListParameters.ByName),
                ApiKeyListParameters.ByName
            ),
            .. PageParameterDescriptions.All("keys"),
        ];

    private static OpenApiSchema PartOfName()
    {
        var text = Text();
        text.MinLength = 1;
        text.MaxLength = ApiKey.MaxNameLength;
        return text;
    }
}
