using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace JobsService.Domain.ApiKeys;

/// <summary>
/// The secret half of an API key: 40 lower-case hexadecimal characters, 160 random bits (contract, "Authentication").
/// </summary>
/// <remarks>
/// Only <see cref="Hash"/> is ever stored. <see cref="ToString"/> does not tell the secret, so that it cannot reach a log by
/// accident; <see cref="Reveal"/> does.
/// </remarks>
public sealed class ApiKeySecret
{
    /// <summary>Characters in a secret.</summary>
    public const int Length = 40;

    /// <summary>Bytes in a hash.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    private static readonly SearchValues<char> LowerCaseHex = SearchValues.Create("0123456789abcdef");

    private readonly string _value;

    private ApiKeySecret(string value) => _value = value;

    /// <summary>Makes a new secret from the operating system's random source.</summary>
    public static ApiKeySecret Generate() => new(RandomNumberGenerator.GetHexString(Length, lowercase: true));

    /// <summary>Takes a secret that a caller presents; false for anything that no key can have.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ApiKeySecret? secret)
    {
        var wellFormed = text.Length == Length && !text.ContainsAnyExcept(LowerCaseHex);
        secret = wellFormed ? new ApiKeySecret(text.ToString()) : null;
        return wellFormed;
    }

    /// <summary>
    /// SHA-256 of the secret's characters, <see cref="HashLength"/> bytes. A plain hash is enough: 160 random bits cannot be
    /// guessed, so there is nothing for a slow one to protect.
    /// </summary>
    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(_value));

    /// <summary>The last four characters: enough to tell keys apart, and 144 bits remain.</summary>
    public string Last4 => _value[^4..];

    /// <summary>The secret itself, to be shown to its owner once.</summary>
    public string Reveal() => _value;

    /// <summary>A placeholder, never the secret.</summary>
    public override string ToString() => "[secret]";
}
