namespace JobsService.Api.Observability;

/// <summary>A limit that told a request to come back later.</summary>
internal enum Throttle
{
    /// <summary>A key's requests in a second: 429.</summary>
    RequestsOfKey,

    /// <summary>A key's changes in a minute: 429.</summary>
    ChangesOfKey,

    /// <summary>An organization's requests at once: 429.</summary>
    RequestsOfOrganization,

    /// <summary>Bad credentials of an address or for an organization: 429.</summary>
    Failures,

    /// <summary>All requests at once: 503.</summary>
    RequestsOfAll,
}
