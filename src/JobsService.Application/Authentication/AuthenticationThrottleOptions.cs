using System.ComponentModel.DataAnnotations;

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
