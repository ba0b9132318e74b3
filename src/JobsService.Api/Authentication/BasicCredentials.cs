using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using JobsService.Domain.ApiKeys;
using Microsoft.Extensions.Primitives;

namespace JobsService.Api.Authentication;

/// <summary>What a caller presents: <c>Basic base64(ORGANIZATION:SECRET)</c> (RFC 7617; contract, "Authentication").</summary>
/// <param name="OrganizationId">The user name.</param>
/// <param name="Secret">The password.</param>
internal sealed record BasicCredentials(long OrganizationId, ApiKeySecret Secret)
{
    private const string Scheme = "Basic";

    // The longest organization id, the colon and the secret.
    private const int MaxLength = 19 + 1 + ApiKeySecret.Length;

    /// <summary>Reads the <c>Authorization</c> header; false unless there is exactly one that a key could have.</summary>
    public static bool TryParse(StringValues authorization, [NotNullWhen(true)] out BasicCredentials? credentials)
    {
        credentials = null;
        if (authorization is not [{ } header] || !header.StartsWith($"{Scheme} ", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[MaxLength];
        var base64 = header.AsSpan(Scheme.Length).Trim(' ');
        if (!Convert.TryFromBase64Chars(base64, bytes, out var length))
        {
            return false;
        }

        Span<char> text = stackalloc char[MaxLength];
        length = Encoding.Latin1.GetChars(bytes[..length], text);
        return TryParse(text[..length], out credentials);
    }

    private static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out BasicCredentials? credentials)
    {
        credentials = null;
        var colon = text.IndexOf(':');
        if (
            colon < 0
            || !long.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var organizationId)
            || !ApiKeySecret.TryParse(text[(colon + 1)..], out var secret)
        )
        {
            return false;
        }

        credentials = new BasicCredentials(organizationId, secret);
        return true;
    }
}
