using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace JobsService.Api.OpenApi;

/// <summary>
/// Sets the Content-Security-Policy of the page at <c>/docs</c>: own scripts, by address or by the hash of their text, and
/// requests to this service. Inline styles are allowed, since the page creates them at run time.
/// </summary>
internal static partial class PagePolicy
{
    /// <summary>Returns the policy of a page in HTML.</summary>
    public static string Of(byte[] html)
    {
        var hashes = InlineScript()
            .Matches(Encoding.UTF8.GetString(html))
            .Select(script => SHA256.HashData(Encoding.UTF8.GetBytes(script.Groups["text"].Value)))
            .Select(hash => $" 'sha256-{Convert.ToBase64String(hash)}'");
        return $"default-src 'none'; script-src 'self'{string.Concat(hashes)}; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";
    }

    [GeneratedRegex(
        "<script(?![^>]* src=)[^>]*>(?<text>.*?)</script>",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex InlineScript();
}
