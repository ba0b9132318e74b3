using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using JobsService.Api.ApiKeys;
using JobsService.Api.JobChanges;
using JobsService.Api.Jobs;
using JobsService.Api.OpenApi;
using JobsService.Api.Organizations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace JobsService.IntegrationTests.Http;

/// <summary>A route of the service with one of its methods, as described by its metadata.</summary>
internal sealed partial record ServiceRoute(string Method, RouteEndpoint Endpoint)
{
    /// <summary>The template, with the names of its placeholders in braces, without their constraints.</summary>
    public string Template => Constraint().Replace($"/{Endpoint.RoutePattern.RawText?.TrimStart('/')}", "}");

    /// <summary>The names of the placeholders.</summary>
    public IReadOnlyList<string> Placeholders =>
        [.. Endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name)];

    /// <summary>Whether the route needs an API key.</summary>
    public bool NeedsKey =>
        Endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null
        && Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null;

    /// <summary>Whether keys other than those of system admins are refused.</summary>
    public bool IsForSystemAdmins => Returns is { ForSystemAdmins: true };

    /// <summary>Whether the route returns a list, whole or in pages.</summary>
    public bool IsList => Returns is { IsList: true };

    /// <summary>Whether the route returns a stream of events, which does not end.</summary>
    public bool IsStream => Returns?.Resource == JobEventStream.Resource;

    /// <summary>Whether the route returns what changed after a cursor.</summary>
    public bool IsOfChanges => Returns?.Resource == JobChangesJson.Resource;

    /// <summary>Whether the route returns a list of jobs.</summary>
    public bool IsListOfJobs => IsList && Resource == RouteResource.Job;

    /// <summary>The resource that the <c>id</c> of the path identifies; null if the route does not state what it returns.</summary>
    public RouteResource? Resource =>
        Returns?.Resource switch
        {
            { } resource when resource == JobJson.Resource => RouteResource.Job,
            { } resource when resource == ApiKeyJson.Resource || resource == IssuedApiKeyJson.Resource =>
                RouteResource.ApiKey,
            { } resource when resource == OrganizationJson.Resource => RouteResource.Organization,
            _ => null,
        };

    private ReturnsAttribute? Returns => Endpoint.Metadata.GetMetadata<ReturnsAttribute>();

    /// <summary>The path with a value for each placeholder.</summary>
    /// <exception cref="UnknownPlaceholderException">A placeholder has no value.</exception>
    public string PathWith(IReadOnlyDictionary<string, long> values)
    {
        return "/"
            + string.Join(
                '/',
                Endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(TextOf)))
            );

        string TextOf(RoutePatternPart part) =>
            part switch
            {
                RoutePatternLiteralPart literal => literal.Content,
                RoutePatternSeparatorPart separator => separator.Content,
                RoutePatternParameterPart parameter when values.TryGetValue(parameter.Name, out var value) =>
                    value.ToString(CultureInfo.InvariantCulture),
                RoutePatternParameterPart parameter => throw new UnknownPlaceholderException($"{this}", parameter.Name),
                _ => throw new NotSupportedException($"{this}: {part.PartKind}"),
            };
    }

    /// <summary>A valid body for the route; null if it accepts none.</summary>
    /// <param name="name">The name of the API key, if the body has one.</param>
    public HttpContent? ValidBody(string name) =>
        Endpoint.Metadata.GetMetadata<AcceptsAttribute>()?.Body switch
        {
            null => null,
            ApiKeyBodies.NewKey or ApiKeyBodies.ChangedKey => JsonContent.Create(new { api_key = new { name } }),
            ApiKeyBodies.Rotation => JsonContent.Create(new { api_key = new { overlap_minutes = 5 } }),
            var other => throw new NotSupportedException($"{this}: no example is known for the body {other}. Add one."),
        };

    /// <summary>For example <c>GET /ga/api/v2/jobs/{id}</c>.</summary>
    public override string ToString() => $"{Method} {Template}";

    [GeneratedRegex(":[^}]*}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}

/// <summary>The resources that an id in a path can identify.</summary>
internal enum RouteResource
{
    Job,
    ApiKey,
    Organization,
}
