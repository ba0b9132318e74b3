using JobsService.Api.Responses;
using JobsService.Application.Filtering;

namespace JobsService.Api.OpenApi;

/// <summary>States which resource an action returns. <see cref="ApiOperations"/> documents the action accordingly.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal abstract class ReturnsAttribute(ApiResource resource, bool isList) : Attribute
{
    public ApiResource Resource { get; } = resource;

    /// <summary>Whether the action returns a list, whole or in pages, and accepts the parameters of the list.</summary>
    public bool IsList { get; } = isList;

    /// <summary>The query string parameters that the action accepts. It refuses others.</summary>
    public IEnumerable<QueryParameter> Parameters =>
        IsList && Resource.List is { } list
            ? [.. list.Parameters, .. Resource.HasFormats ? ListFormats.Parameters : []]
            : Resource.Query?.Accepted ?? [];

    /// <summary>
    /// Whether the action responds with 403 to a key that is not a system admin's. This only documents the behavior of the
    /// request pipeline; a test compares the two.
    /// </summary>
    public bool ForSystemAdmins { get; init; }
}

/// <summary>The action returns a list, whole or in pages.</summary>
internal sealed class ReturnsListAttribute<T>() : ReturnsAttribute(T.Resource, isList: true)
    where T : IApiResource;

/// <summary>The action returns a single resource.</summary>
internal sealed class ReturnsItemAttribute<T>() : ReturnsAttribute(T.Resource, isList: false)
    where T : IApiResource;

/// <summary>The action accepts a request body.</summary>
/// <param name="body">The name of the body in <see cref="ApiChanges.Bodies"/> of the resource that the action returns.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AcceptsAttribute(string body) : Attribute
{
    public string Body { get; } = body;
}
