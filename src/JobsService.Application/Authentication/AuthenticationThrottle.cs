using System.ComponentModel.DataAnnotations;
using JobsService.Application.RateLimiting;

namespace JobsService.Application.Authentication;

/// <summary>The rate limits of failed authentications: section <c>Authentication</c>.</summary>
public sealed class AuthenticationThrottleOptions
{
    /// <summary>The configuration section of the options.</summary>
    public const string Section = "Authentication";

    /// <summary>
    /// <c>Authentication:FailuresPerMinutePerAddress</c>: the number of failures per minute and client network beyond which the
    /// response is 429 instead of 401; 0 disables the limit.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int FailuresPerMinutePerAddress { get; set; } = 30;

    /// <summary>
    /// <c>Authentication:FailuresPerMinutePerOrganization</c>: the number of failures per minute for one organization beyond which
    /// networks that have failed before get 429 for that organization; 0 disables the limit.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int FailuresPerMinutePerOrganization { get; set; } = 300;
}

/// <summary>
/// Rate-limits failed authentications by client network and by organization, without locking out valid keys: see ADR 0011.
/// </summary>
/// <remarks>
/// The number of failures decides whether the response is 429. The number of guesses, which are distinct secrets, decides whether
/// secrets are still looked up in the database. So a client that keeps using one outdated secret gets 429 for it, and can still
/// authenticate with the new secret.
/// </remarks>
public sealed class AuthenticationThrottle(AuthenticationThrottleOptions options, TimeProvider time)
{
    /// <summary>The maximum number of networks, of organizations and of guesses that are counted in one window.</summary>
    public const int Capacity = 10_000;

    /// <summary>
    /// A network gets no more lookups once its guesses exceed this factor times
    /// <see cref="AuthenticationThrottleOptions.FailuresPerMinutePerAddress"/>.
    /// </summary>
    public const int GuessFactor = 3;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly FixedWindowCounter<ClientNetwork> _failures = new(Window, Capacity, time);
    private readonly FixedWindowCounter<long> _failuresOfOrganizations = new(Window, Capacity, time);
    private readonly FixedWindowCounter<ClientNetwork> _guesses = new(Window, Capacity, time);
    private readonly FixedWindowCounter<long> _guessesOfOrganizations = new(Window, Capacity, time);
    private readonly FixedWindowCounter<(ClientNetwork, UInt128)> _guessed = new(Window, Capacity, time);

    /// <summary>
    /// Whether an unknown secret may be looked up in the database. It may not if the client's network has guessed too often, or if it
    /// has guessed at all while the organization is under attack.
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

    /// <summary>Counts malformed credentials.</summary>
    /// <returns>How long the client must wait, if there were too many failures; otherwise null.</returns>
    public TimeSpan? RecordFailure(ClientNetwork client)
    {
        var (failures, remaining) = _failures.Add(client);
        return IsOver(failures, options.FailuresPerMinutePerAddress) ? remaining : null;
    }

    /// <summary>Counts invalid credentials.</summary>
    /// <inheritdoc cref="RecordFailure(ClientNetwork)"/>
    public TimeSpan? RecordFailure(ClientNetwork client, long organizationId, ReadOnlyMemory<byte> secretHash)
    {
        if (_guessed.Add((client, SecretFingerprint.Of(secretHash))).Count == 1)
        {
            _guesses.Add(client);
            _guessesOfOrganizations.Add(organizationId);
        }

        var (failures, remaining) = _failures.Add(client);
        var ofOrganization = _failuresOfOrganizations.Add(organizationId).Count;

        // The first failure of a network is answered with 401, even while the organization is under attack.
        return
            IsOver(failures, options.FailuresPerMinutePerAddress)
            || (failures > 1 && IsOver(ofOrganization, options.FailuresPerMinutePerOrganization))
            ? remaining
            : null;
    }

    private static bool IsOver(int count, int limit) => limit > 0 && count > limit;
}
