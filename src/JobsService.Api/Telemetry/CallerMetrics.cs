using System.Diagnostics.Metrics;
using JobsService.Application.Scoping;

namespace JobsService.Api.Telemetry;

/// <summary>The limit that rejected a request.</summary>
internal enum RejectionReason
{
    /// <summary>The request rate of an API key, per second: 429.</summary>
    KeyRequestRate,

    /// <summary>The rate of changing requests of an API key, per minute: 429.</summary>
    KeyChangeRate,

    /// <summary>The concurrent requests of an organization: 429.</summary>
    OrganizationConcurrency,

    /// <summary>The failed authentications of a client address or for an organization: 429.</summary>
    AuthenticationFailures,

    /// <summary>Load shedding, across all organizations: 503.</summary>
    Overload,

    /// <summary>The open streams of events and waiting requests of an API key: 429.</summary>
    KeyListeners,

    /// <summary>The open streams of events and waiting requests of all API keys: 503.</summary>
    Listeners,
}

/// <summary>The result of authenticating a request that requires an API key.</summary>
internal enum AuthenticationResult
{
    /// <summary>A valid API key.</summary>
    Accepted,

    /// <summary>Invalid credentials, for any reason.</summary>
    Rejected,

    /// <summary>No credentials.</summary>
    Missing,

    /// <summary>Rejected by the limit on failed authentications.</summary>
    Throttled,
}

/// <summary>Counts authentications and rejected requests. docs/operations.md lists all metrics.</summary>
internal sealed class CallerMetrics
{
    private readonly Counter<long> _authentications;
    private readonly Counter<long> _rejections;

    public CallerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(ScopeMetrics.MeterName);
        _authentications = meter.CreateCounter<long>(
            "jobsservice.authentications",
            "{request}",
            "Requests that require an API key, by result of the authentication."
        );
        _rejections = meter.CreateCounter<long>(
            "jobsservice.throttles",
            "{request}",
            "Requests rejected by a limit, by limit."
        );
    }

    /// <summary>Counts the authentication of a request that requires an API key.</summary>
    public void Count(AuthenticationResult result) =>
        _authentications.Add(1, new KeyValuePair<string, object?>("outcome", NameOf(result)));

    /// <summary>Counts a request that was rejected by a limit.</summary>
    public void Count(RejectionReason reason) =>
        _rejections.Add(1, new KeyValuePair<string, object?>("limit", NameOf(reason)));

    private static string NameOf(AuthenticationResult result) =>
        result switch
        {
            AuthenticationResult.Accepted => "good",
            AuthenticationResult.Rejected => "bad",
            AuthenticationResult.Missing => "missing",
            _ => "told_to_wait",
        };

    private static string NameOf(RejectionReason reason) =>
        reason switch
        {
            RejectionReason.KeyRequestRate => "requests_of_key",
            RejectionReason.KeyChangeRate => "changes_of_key",
            RejectionReason.OrganizationConcurrency => "requests_of_organization",
            RejectionReason.AuthenticationFailures => "failures",
            RejectionReason.KeyListeners => "listeners_of_key",
            RejectionReason.Listeners => "listeners_of_all",
            _ => "requests_of_all",
        };
}
