using System.Diagnostics.Metrics;

namespace JobsService.Application.Scoping;

/// <summary>Counts what requests asked about, and whether they were allowed to.</summary>
public sealed class ScopeMetrics
{
    /// <summary>The meter of everything that the service itself counts.</summary>
    public const string MeterName = "JobsService";

    private readonly Counter<long> _scopes;

    /// <param name="meters">Makes the meter.</param>
    public ScopeMetrics(IMeterFactory meters) =>
        _scopes = meters
            .Create(MeterName)
            .CreateCounter<long>(
                "jobsservice.scopes",
                "{request}",
                "Requests that asked for a scope, by what they asked about and whether they got it."
            );

    /// <summary>Counts a request.</summary>
    /// <param name="request">The request's name.</param>
    /// <param name="asked">What it asked about.</param>
    /// <param name="scope">What it got; null when it was refused.</param>
    internal void Count(string request, OrganizationSelection asked, OrganizationScope? scope) =>
        _scopes.Add(
            1,
            new KeyValuePair<string, object?>("request", request),
            new KeyValuePair<string, object?>("scope", NameOf(asked, scope)),
            new KeyValuePair<string, object?>("outcome", scope is null ? "refused" : "granted")
        );

    private static string NameOf(OrganizationSelection asked, OrganizationScope? scope) =>
        asked switch
        {
            { OrganizationId: not null } => "one_organization",
            { IsForSystemAdmins: true } => "every_organization",
            _ when scope is { OrganizationId: null } => "every_organization",
            _ => "own_organization",
        };
}
