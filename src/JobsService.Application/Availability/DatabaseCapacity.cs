namespace JobsService.Application.Availability;

/// <summary>How many requests the database can serve at the same time, and what that costs this process.</summary>
/// <param name="RequestsAtOnce">Requests that can use it at the same time; more would only wait inside of it, or for it.</param>
/// <param name="MaxConnections">
/// Connections that requests and streaming lists may hold together; null when they hold nothing that is scarce.
/// </param>
/// <param name="BlocksThreads">Whether each request keeps a thread while it waits for the database.</param>
public sealed record DatabaseCapacity(int RequestsAtOnce, int? MaxConnections, bool BlocksThreads);
