using System.ComponentModel.DataAnnotations;

namespace JobsService.Application.Authentication;

/// <summary>What an operator decides about bad credentials: section <c>Authentication</c>.</summary>
public sealed class AuthenticationThrottleOptions
{
    /// <summary>The section that the options are bound from.</summary>
    public const string Section = "Authentication";

    /// <summary>
    /// <c>Authentication:FailuresPerMinutePerAddress</c>: bad credentials from one network are answered with 429 from this many
    /// a minute on; 0 for no limit.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int FailuresPerMinutePerAddress { get; set; } = 30;

    /// <summary>
    /// <c>Authentication:FailuresPerMinutePerOrganization</c>: from this many bad credentials a minute that name one organization
    /// on, networks that have failed get 429 for it; 0 for no limit.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int FailuresPerMinutePerOrganization { get; set; } = 300;
}
