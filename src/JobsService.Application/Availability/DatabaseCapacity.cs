namespace JobsService.Application.Availability;

/// <summary>What the database can do at a time, and what that costs this process.</summary>
/// <param name="RequestsAtOnce">Requests that can use it at once; more would only wait inside of it, or for it.</param>
/// <param name="BlocksThreads">Whether each of them keeps a thread while it waits.</param>
public sealed record DatabaseCapacity(int RequestsAtOnce, bool BlocksThreads);
