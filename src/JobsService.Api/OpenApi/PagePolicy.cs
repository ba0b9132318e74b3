using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace JobsService.Api.OpenApi;

/// <summary>
/// Sets the Content-Security-Policy of the pages of the service: own scripts, by address or by the hash of their text, and requests to
/// this service.
/// </summary>
internal static partial class PagePolicy
{
    private const string Rest = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Returns the policy of the page at <c>/docs</c>. Inline styles are allowed, since it creates them at run time.</summary>
    public static string Of(byte[] html) =>
        $"default-src 'none'; script-src 'self'{HashesIn(html)}; style-src 'self' 'unsafe-inline'; "
        + $"img-src 'self' data:; font-src 'self' data:; connect-src 'self'; {Rest}";

    /// <summary>
    /// Returns the policy of the dashboard. Its only inline script is the import map. Trusted Types make the browser refuse to parse a
    /// text as HTML or as a script, for example the name of a job.
    /// </summary>
    public static string OfDashboard(byte[] html) =>
        $"default-src 'none'; script-src 'self'{HashesIn(html)}; style-src 'self'; img-src 'self'; connect-src 'self'; {Rest}; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private static string HashesIn(byte[] html) =>
        string.Concat(
            InlineScript()
                .Matches(Encoding.UTF8.GetString(html))
                .Select(script => SHA256.HashData(Encoding.UTF8.GetBytes(script.Groups["text"].Value)))
                .Select(hash => $" 'sha256-{Convert.ToBase64String(hash)}'")
        );

    [GeneratedRegex(
        "<script(?![^>]* src=)[^>]*>(?<text>.*?)</script>",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex InlineScript();
}
