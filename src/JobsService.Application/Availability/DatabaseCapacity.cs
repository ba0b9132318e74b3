namespace JobsService.Application.Availability;

/// <summary>The concurrency that the database supports.</summary>
/// <param name="ReadsAtOnce">The maximum number of concurrent reads; more would only queue in the database or for it.</param>
/// <param name="ChangesAtOnce">
/// The maximum number of concurrent changes. They have a limit of their own, because a change can wait for a lock that reads do not
/// need.
/// </param>
/// <param name="MaxConnections">
/// The maximum number of connections for requests and streamed lists together; null if connections are unlimited.
/// </param>
/// <param name="BlocksThreads">Whether each request blocks a thread while it waits for the database.</param>
/// <param name="FilesPerConnection">The number of open files, or sockets, of a connection.</param>
/// <param name="OtherConnections">
/// The maximum number of connections besides those of requests and streamed lists: idle ones, API key lookups, probes and background
/// work.
/// </param>
public sealed record DatabaseCapacity(
    int ReadsAtOnce,
    int ChangesAtOnce,
    int? MaxConnections,
    bool BlocksThreads,
    int FilesPerConnection,
    int OtherConnections
);
