using System.Globalization;
using System.Text;
using JobsService.Application.Authentication;
using JobsService.Domain.ApiKeys;
using Microsoft.Extensions.Primitives;

namespace JobsService.Api.Authentication;

/// <summary>Parses the credentials of a request: <c>Basic base64(ORGANIZATION:SECRET)</c> (RFC 7617).</summary>
internal static class BasicCredentials
{
    private const string Scheme = "Basic";

    // The digits of the largest organization id, the colon and the secret.
    private const int MaxLength = 19 + 1 + ApiKeySecret.Length;

    /// <summary>Parses the <c>Authorization</c> header; null unless there is exactly one header with well-formed credentials.</summary>
    public static PresentedCredentials? Parse(StringValues authorization)
    {
        if (authorization is not [{ } header] || !header.StartsWith($"{Scheme} ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[MaxLength];
        var base64 = header.AsSpan(Scheme.Length).Trim(' ');
        if (!Convert.TryFromBase64Chars(base64, bytes, out var length))
        {
            return null;
        }

        Span<char> text = stackalloc char[MaxLength];
        length = Encoding.Latin1.GetChars(bytes[..length], text);
        return Parse(text[..length]);
    }

    private static PresentedCredentials? Parse(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        return
            colon >= 0
            && long.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var organizationId)
            && ApiKeySecret.TryParse(text[(colon + 1)..], out var secret)
            ? new PresentedCredentials(organizationId, secret)
            : null;
    }
}
