using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace JobsService.Application.Paging;

/// <summary>
/// Encodes and decodes page tokens. A token is <c>base64url(version, first key, digest)</c>, 34 characters, followed in a list
/// ordered by name by <c>base64url(first name)</c>.
/// </summary>
/// <remarks>
/// The digest binds the token to its list and detects corruption. It is not a signature and needs no secret shared between
/// replicas: a forged token only selects another position in a list that the caller can already read.
/// </remarks>
internal static class PageToken
{
    // Increment when the token layout or the text of a cursor scope changes, so that old tokens are rejected.
    private const byte Version = 1;

    private const int KeyPosition = 1;
    private const int DigestPosition = KeyPosition + sizeof(long);
    private const int DigestLength = 16;
    private const int Length = DigestPosition + DigestLength;

    private static readonly int TextLength = Base64Url.GetEncodedLength(Length);

    // Invalid UTF-8 must be rejected, not replaced by U+FFFD.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Creates the token of the page that begins at a cursor.</summary>
    /// <param name="start">The cursor.</param>
    /// <param name="list">The cursor scope: a text that identifies the list by its route, scope, filters and order.</param>
    public static string Create(Cursor start, string list)
    {
        Span<byte> token = stackalloc byte[Length];
        token[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(token[KeyPosition..], start.FirstKey);
        var name = start.FirstName is null ? [] : Utf8.GetBytes(start.FirstName);
        Digest(token[..DigestPosition], list, name, token[DigestPosition..]);
        return Base64Url.EncodeToString(token) + Base64Url.EncodeToString(name);
    }

    /// <summary>Whether a text is a well-formed token of this version, for any list.</summary>
    public static bool IsWellFormed(string text) => TryDecode(text, out _);

    /// <summary>Decodes a token; returns false if it is corrupt, has another version or belongs to another list.</summary>
    public static bool TryRead(string text, string list, out Cursor start) =>
        // Comparing the text rejects non-canonical base64url, whose unused trailing bits are not zero.
        TryDecode(text, out start) && text == Create(start, list);

    private static bool TryDecode(string text, out Cursor start)
    {
        start = default;
        Span<byte> token = stackalloc byte[Length];
        if (text.Length < TextLength || !TryDecode(text.AsSpan(0, TextLength), token) || token[0] != Version)
        {
            return false;
        }

        var rest = text.AsSpan(TextLength);
        Span<byte> bytes = new byte[Base64Url.IsValid(rest, out var length) ? length : 0];
        if (!TryDecode(rest, bytes) || !System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return false;
        }

        var name = bytes.IsEmpty ? null : Utf8.GetString(bytes);
        start = new Cursor(BinaryPrimitives.ReadInt64BigEndian(token[KeyPosition..]), name);
        return true;
    }

    /// <summary>Decodes base64url of exactly the length of the buffer, without padding or white space.</summary>
    private static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes) =>
        Base64Url.IsValid(text, out var length)
        && length == bytes.Length
        && text.Length == Base64Url.GetEncodedLength(length)
        && Base64Url.TryDecodeFromChars(text, bytes, out _);

    private static void Digest(ReadOnlySpan<byte> head, string list, ReadOnlySpan<byte> name, Span<byte> digest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(Encoding.UTF8.GetBytes(list));
        hash.AppendData(name);
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(whole);
        whole[..DigestLength].CopyTo(digest);
    }
}
