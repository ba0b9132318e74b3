namespace JobsService.Api.Telemetry;

/// <summary>How a list ended whose first bytes had gone out.</summary>
internal enum StreamOutcome
{
    /// <summary>The client has all of it.</summary>
    Complete,

    /// <summary>The client went away.</summary>
    ClientDisconnected,

    /// <summary>The client took nothing for too long, and was cut off.</summary>
    ClientStalled,

    /// <summary>
    /// The client was disconnected because too many lists streamed at once: it was the slowest of the organization with most.
    /// </summary>
    Evicted,

    /// <summary>The service stopped, and did not wait any longer.</summary>
    AbortedAtShutdown,

    /// <summary>Something failed; the connection was aborted.</summary>
    Failed,
}
