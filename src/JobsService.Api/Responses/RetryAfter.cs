using System.Globalization;

namespace JobsService.Api.Responses;

/// <summary>The header that says when to come back (RFC 9110).</summary>
internal static class RetryAfter
{
    /// <summary>A time in whole seconds, rounded up, and 1 at least.</summary>
    public static string InSeconds(TimeSpan time) =>
        Math.Max(1, (long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
