namespace JobsService.Api.Observability;

/// <summary>How a list ended whose first bytes had gone out.</summary>
internal enum ListEnding
{
    /// <summary>The client has all of it.</summary>
    Whole,

    /// <summary>The client went away.</summary>
    ClientLeft,

    /// <summary>The client took nothing for too long, and was cut off.</summary>
    ReaderStalled,

    /// <summary>
    /// The client was disconnected because too many lists streamed at once: it was the slowest of the organization with most.
    /// </summary>
    Displaced,

    /// <summary>The service stopped, and did not wait any longer.</summary>
    CutAtShutdown,

    /// <summary>Something failed; the connection was aborted.</summary>
    BrokeOff,
}
