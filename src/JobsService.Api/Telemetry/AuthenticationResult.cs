namespace JobsService.Api.Telemetry;

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
