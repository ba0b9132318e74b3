namespace JobsService.Api.Telemetry;

/// <summary>A limit that told a request to come back later.</summary>
internal enum RejectionReason
{
    /// <summary>A key's requests in a second: 429.</summary>
    KeyRequestRate,

    /// <summary>A key's changes in a minute: 429.</summary>
    KeyChangeRate,

    /// <summary>An organization's requests at once: 429.</summary>
    OrganizationConcurrency,

    /// <summary>Bad credentials of an address or for an organization: 429.</summary>
    AuthenticationFailures,

    /// <summary>All requests at once: 503.</summary>
    Overload,
}
