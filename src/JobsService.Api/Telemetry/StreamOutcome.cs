namespace JobsService.Api.Telemetry;

/// <summary>How a list response ended after it had started.</summary>
internal enum StreamOutcome
{
    /// <summary>The list was sent completely.</summary>
    Complete,

    /// <summary>The client disconnected.</summary>
    ClientDisconnected,

    /// <summary>The client read nothing for too long and was disconnected.</summary>
    ClientStalled,

    /// <summary>
    /// The client was disconnected because too many lists were streamed at once. It was the slowest client of the organization
    /// with the most streams.
    /// </summary>
    Evicted,

    /// <summary>The service stopped, and the drain period was over.</summary>
    AbortedAtShutdown,

    /// <summary>An error occurred, and the connection was aborted.</summary>
    Failed,
}
