namespace JobsService.Application.Availability;

/// <summary>How many requests the database can serve at the same time, and what that costs this process.</summary>
/// <param name="ReadsAtOnce">Requests that can read at the same time; more would only wait inside of it, or for it.</param>
/// <param name="ChangesAtOnce">
/// The same for requests that change something. They are counted apart, since a change can wait for a lock that readers do not need.
/// </param>
/// <param name="MaxConnections">
/// Connections that requests and streaming lists may hold together; null when they hold nothing that is scarce.
/// </param>
/// <param name="BlocksThreads">Whether each request keeps a thread while it waits for the database.</param>
public sealed record DatabaseCapacity(int ReadsAtOnce, int ChangesAtOnce, int? MaxConnections, bool BlocksThreads);
