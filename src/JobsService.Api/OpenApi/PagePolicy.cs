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
    /// <summary>Wraps the page in a delegate that sets the policy.</summary>
    public static RequestDelegate With(RequestDelegate page) =>
        async context =>
        {
            var body = context.Response.Body;
            using var text = new MemoryStream();
            context.Response.Body = text;
            try
            {
                await page(context);
            }
            finally
            {
                context.Response.Body = body;
            }

            var html = text.ToArray();
            context.Response.Headers.ContentSecurityPolicy = PolicyOf(Encoding.UTF8.GetString(html));
            await body.WriteAsync(html, context.RequestAborted);
        };

    private static string PolicyOf(string html)
    {
        var hashes = InlineScript()
            .Matches(html)
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
