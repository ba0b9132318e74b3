namespace JobsService.Api.Telemetry;

/// <summary>What came of the credentials of a request for which a key is needed.</summary>
internal enum AuthenticationResult
{
    /// <summary>A good key.</summary>
    Accepted,

    /// <summary>Credentials that are not good, whatever the reason.</summary>
    Rejected,

    /// <summary>No credentials.</summary>
    Missing,

    /// <summary>Bad ones, after so many others that the client is told to wait.</summary>
    Throttled,
}
