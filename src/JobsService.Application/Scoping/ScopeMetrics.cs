using System.Diagnostics.Metrics;

namespace JobsService.Application.Scoping;

/// <summary>Counts requests by the organizations that they selected, and by whether access was granted.</summary>
public sealed class ScopeMetrics
{
    /// <summary>The name of the service's own meter.</summary>
    public const string MeterName = "JobsService";

    private readonly Counter<long> _scopes;

    /// <param name="meters">Creates the meter.</param>
    public ScopeMetrics(IMeterFactory meters) =>
        _scopes = meters
            .Create(MeterName)
            .CreateCounter<long>(
                "jobsservice.scopes",
                "{request}",
                "Requests that need an organization scope, by the requested scope and by whether it was granted."
            );

    /// <summary>Counts a request.</summary>
    /// <param name="request">The name of the request type.</param>
    /// <param name="selection">The organizations that the request selected.</param>
    /// <param name="scope">The granted scope; null if the request was rejected.</param>
    internal void Count(string request, OrganizationSelection selection, OrganizationScope? scope) =>
        _scopes.Add(
            1,
            new KeyValuePair<string, object?>("request", request),
            new KeyValuePair<string, object?>("scope", NameOf(selection, scope)),
            new KeyValuePair<string, object?>("outcome", scope is null ? "refused" : "granted")
        );

    private static string NameOf(OrganizationSelection selection, OrganizationScope? scope) =>
        selection switch
        {
            { OrganizationId: not null } => "one_organization",
            { IsForSystemAdmins: true } => "every_organization",
            _ when scope is { OrganizationId: null } => "every_organization",
            _ => "own_organization",
        };
}
