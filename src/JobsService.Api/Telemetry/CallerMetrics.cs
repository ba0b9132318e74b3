using System.Diagnostics.Metrics;
using JobsService.Application.Scoping;

namespace JobsService.Api.Telemetry;

/// <summary>Counts what came of callers before their requests were handled. docs/operations.md has the names of all metrics.</summary>
internal sealed class CallerMetrics
{
    private readonly Counter<long> _authentications;
    private readonly Counter<long> _throttles;

    public CallerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(ScopeMetrics.MeterName);
        _authentications = meter.CreateCounter<long>(
            "jobsservice.authentications",
            "{request}",
            "Requests for which a key is needed, by what came of their credentials."
        );
        _throttles = meter.CreateCounter<long>(
            "jobsservice.throttles",
            "{request}",
            "Requests that were told to come back later, by the limit that they met."
        );
    }

    /// <summary>Counts a request for which a key is needed.</summary>
    public void Count(AuthenticationResult result) =>
        _authentications.Add(1, new KeyValuePair<string, object?>("outcome", NameOf(result)));

    /// <summary>Counts a request that was told to come back later.</summary>
    public void Count(RejectionReason throttle) =>
        _throttles.Add(1, new KeyValuePair<string, object?>("limit", NameOf(throttle)));

    private static string NameOf(AuthenticationResult result) =>
        result switch
        {
            AuthenticationResult.Accepted => "good",
            AuthenticationResult.Rejected => "bad",
            AuthenticationResult.Missing => "missing",
            _ => "told_to_wait",
        };

    private static string NameOf(RejectionReason throttle) =>
        throttle switch
        {
            RejectionReason.KeyRequestRate => "requests_of_key",
            RejectionReason.KeyChangeRate => "changes_of_key",
            RejectionReason.OrganizationConcurrency => "requests_of_organization",
            RejectionReason.AuthenticationFailures => "failures",
            _ => "requests_of_all",
        };
}
