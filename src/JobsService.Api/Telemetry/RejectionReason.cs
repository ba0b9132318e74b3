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
}
