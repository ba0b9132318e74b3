namespace JobsService.Application.Authentication;

/// <summary>
/// Slows down whoever presents bad credentials, by where they come from and by the organization that they name, without
/// locking out a good key: see ADR 0011.
/// </summary>
/// <remarks>
/// Failures decide what is answered; guesses, which are different secrets, decide whether the database is still asked. So an old
/// secret that is tried again and again beside a new one is told to wait, and does not stop the new one.
/// </remarks>
public sealed class AuthenticationThrottle(AuthenticationThrottleOptions options, TimeProvider time)
{
    /// <summary>The greatest number of networks, of organizations and of guesses that are counted at once.</summary>
    public const int Capacity = 10_000;

    /// <summary>After more guesses than so many times the failures that are answered with 401, a network gets no look-ups.</summary>
    public const int GuessFactor = 3;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly FixedWindowCounter<ClientNetwork> _failures = new(Window, Capacity, time);
    private readonly FixedWindowCounter<long> _failuresOfOrganizations = new(Window, Capacity, time);
    private readonly FixedWindowCounter<ClientNetwork> _guesses = new(Window, Capacity, time);
    private readonly FixedWindowCounter<long> _guessesOfOrganizations = new(Window, Capacity, time);
    private readonly FixedWindowCounter<(ClientNetwork, UInt128)> _guessed = new(Window, Capacity, time);

    /// <summary>
    /// Whether the database may be asked about a secret that is not known. Not when its network has guessed very often; and while
    /// an organization is under attack, not when its network has guessed at all.
    /// </summary>
    public bool AllowsLookup(ClientNetwork client, long organizationId)
    {
        var guesses = _guesses.Count(client);
        return guesses == 0
            || (
                !IsOver(guesses, options.FailuresPerMinutePerAddress * GuessFactor)
                && !IsOver(_guessesOfOrganizations.Count(organizationId), options.FailuresPerMinutePerOrganization)
            );
    }

    /// <summary>Counts credentials that no key could have.</summary>
    /// <returns>How long to wait before the next try when there were too many; else null.</returns>
    public TimeSpan? Note(ClientNetwork client)
    {
        var (failures, left) = _failures.Add(client);
        return IsOver(failures, options.FailuresPerMinutePerAddress) ? left : null;
    }

    /// <summary>Counts credentials that are not good.</summary>
    /// <inheritdoc cref="Note(ClientNetwork)"/>
    public TimeSpan? Note(ClientNetwork client, long organizationId, ReadOnlyMemory<byte> secretHash)
    {
        if (_guessed.Add((client, SecretFingerprint.Of(secretHash))).Count == 1)
        {
            _guesses.Add(client);
            _guessesOfOrganizations.Add(organizationId);
        }

        var (failures, left) = _failures.Add(client);
        var ofOrganization = _failuresOfOrganizations.Add(organizationId).Count;

        // The first failure of a network is told as what it is, whatever others do.
        return
            IsOver(failures, options.FailuresPerMinutePerAddress)
            || (failures > 1 && IsOver(ofOrganization, options.FailuresPerMinutePerOrganization))
            ? left
            : null;
    }

    private static bool IsOver(int count, int limit) => limit > 0 && count > limit;
}
