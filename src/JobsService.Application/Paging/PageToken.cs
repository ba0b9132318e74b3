using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace JobsService.Application.Paging;

/// <summary>
/// Where a walk over a list goes on: <c>base64url(version, first id, digest)</c>, 34 characters, which the first name follows in
/// a list by name, in <c>base64url</c> too.
/// </summary>
/// <remarks>
/// The digest binds the token to its list, and shows damage. It is not a secret, and need not be: who makes up a token gets
/// rows from another place on, of a list that their key may read anyhow. So replicas share nothing.
/// </remarks>
internal static class PageToken
{
    // Another number when the layout or the text of a list changes: then old tokens are refused, not misread.
    private const byte Version = 1;

    private const int IdPosition = 1;
    private const int DigestPosition = IdPosition + sizeof(long);
    private const int DigestLength = 16;
    private const int Length = DigestPosition + DigestLength;

    private static readonly int TextLength = Base64Url.GetEncodedLength(Length);

    // Bytes that are no text must not be read as if they were one.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The token of the page that begins at a place.</summary>
    /// <param name="start">The place.</param>
    /// <param name="list">All that tells the list from others: its route, scope and filters.</param>
    public static string Create(Cursor start, string list)
    {
        Span<byte> token = stackalloc byte[Length];
        token[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(token[IdPosition..], start.FirstId);
        var name = start.FirstName is null ? [] : Utf8.GetBytes(start.FirstName);
        Digest(token[..DigestPosition], list, name, token[DigestPosition..]);
        return Base64Url.EncodeToString(token) + Base64Url.EncodeToString(name);
    }

    /// <summary>Whether a text has the form of a token of this version, of whatever list.</summary>
    public static bool IsWellFormed(string text) => TryDecode(text, out _);

    /// <summary>Reads a token of that list; false for one that is damaged, of another version or of another list.</summary>
    public static bool TryRead(string text, string list, out Cursor start) =>
        // Compared as text, which has a few bits more than the bytes: there is one way to write a token.
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
        start = new Cursor(BinaryPrimitives.ReadInt64BigEndian(token[IdPosition..]), name);
        return true;
    }

    /// <summary>Decodes a text that fills the bytes, and has nothing in it that says nothing.</summary>
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
