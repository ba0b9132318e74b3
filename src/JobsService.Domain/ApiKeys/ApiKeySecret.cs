using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace JobsService.Domain.ApiKeys;

/// <summary>
/// The secret part of an API key: 160 random bits as 40 lower-case hexadecimal characters.
/// </summary>
/// <remarks>
/// Only <see cref="Hash"/> is stored. <see cref="ToString"/> returns a placeholder, so that the secret cannot be logged by
/// accident; <see cref="Reveal"/> returns the secret.
/// </remarks>
public sealed class ApiKeySecret
{
    /// <summary>The number of characters in a secret.</summary>
    public const int Length = 40;

    /// <summary>The number of bytes in a hash.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    private static readonly SearchValues<char> LowerCaseHex = SearchValues.Create("0123456789abcdef");

    private readonly string _value;

    private ApiKeySecret(string value) => _value = value;

    /// <summary>Generates a secret with the operating system's cryptographic random number generator.</summary>
    public static ApiKeySecret Generate() => new(RandomNumberGenerator.GetHexString(Length, lowercase: true));

    /// <summary>Parses a secret that a caller presents; returns false if it is not well-formed.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ApiKeySecret? secret)
    {
        var wellFormed = text.Length == Length && !text.ContainsAnyExcept(LowerCaseHex);
        secret = wellFormed ? new ApiKeySecret(text.ToString()) : null;
        return wellFormed;
    }

    /// <summary>
    /// SHA-256 of the secret's ASCII characters, <see cref="HashLength"/> bytes. A fast hash is enough, because 160 random bits
    /// cannot be found by brute force; a slow password hash would add nothing.
    /// </summary>
    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(_value));

    /// <summary>The last four characters, to tell keys apart; 144 bits stay secret.</summary>
    public string Last4 => _value[^4..];

    /// <summary>Returns the secret itself, to be shown to its owner once.</summary>
    public string Reveal() => _value;

    /// <summary>A placeholder, never the secret.</summary>
    public override string ToString() => "[secret]";
}
