namespace JobsService.Application.ApiKeys;

/// <summary>
/// Slows down whoever presents bad credentials, by where they come from and by the organization that they name, without
/// locking out a good key: see ADR 0022.
/// </summary>
public sealed class FailureThrottle(AuthenticationOptions options, TimeProvider time)
{
    /// <summary>The greatest number of networks, and of organizations, whose failures are counted at once.</summary>
    public const int Capacity = 10_000;

    /// <summary>After more than so many times the failures that are answered with 401, a network gets no look-ups any more.</summary>
    public const int LookUpFactor = 3;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly WindowCounter<ClientNetwork> _clients = new(Window, Capacity, time);
    private readonly WindowCounter<long> _organizations = new(Window, Capacity, time);

    /// <summary>
    /// Whether the database may be asked about a secret that is not known. Not when its network has failed very often; and while
    /// an organization is under attack, not when its network has failed at all.
    /// </summary>
    public bool MayLookUp(ClientNetwork client, long organizationId)
    {
        var failures = _clients.Count(client);
        return failures == 0
            || (
                !IsOver(failures, options.FailuresPerMinutePerAddress * LookUpFactor)
                && !IsOver(_organizations.Count(organizationId), options.FailuresPerMinutePerOrganization)
            );
    }

    /// <summary>Counts a failure.</summary>
    /// <returns>How long to wait before the next try when there were too many; else null.</returns>
    public TimeSpan? Note(ClientNetwork client, long? organizationId)
    {
        var (failures, left) = _clients.Add(client);
        var isOver = IsOver(failures, options.FailuresPerMinutePerAddress);
        if (organizationId is { } id)
        {
            // The first failure of a network is told as what it is, whatever others do.
            isOver |= IsOver(_organizations.Add(id).Count, options.FailuresPerMinutePerOrganization) && failures > 1;
        }

        return isOver ? left : null;
    }

    private static bool IsOver(int count, int limit) => limit > 0 && count > limit;
}
