using System.Globalization;

namespace JobsService.Api.Responses;

/// <summary>The <c>Retry-After</c> header (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>Formats a delay in whole seconds, rounded up, at least 1.</summary>
    public static string InSeconds(TimeSpan time) =>
        Math.Max(1, (long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
