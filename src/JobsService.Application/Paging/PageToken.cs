using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace JobsService.Application.Paging;

/// <summary>
/// Where a walk over a list goes on: <c>base64url(version, first id, digest)</c>, 34 characters (contract, "Filters and pages").
/// </summary>
/// <remarks>
/// The digest binds the token to its list, and shows damage. It is not a secret, and need not be: who makes up a token gets
/// rows from another id on, of a list that their key may read anyhow. So replicas share nothing.
/// </remarks>
internal static class PageToken
{
    // Another number when the layout or the text of a list changes: then old tokens are refused, not misread.
    private const byte Version = 1;

    private const int IdPosition = 1;
    private const int DigestPosition = IdPosition + sizeof(long);
    private const int DigestLength = 16;
    private const int Length = DigestPosition + DigestLength;

    /// <summary>The token of the page that begins at an id.</summary>
    /// <param name="firstId">The smallest id that the page may have.</param>
    /// <param name="list">All that tells the list from others: its route, scope and filters.</param>
    public static string Create(long firstId, string list)
    {
        Span<byte> token = stackalloc byte[Length];
        token[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(token[IdPosition..], firstId);
        Digest(token[..DigestPosition], list, token[DigestPosition..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Whether a text has the form of a token of this version, of whatever list.</summary>
    public static bool IsWellFormed(string text) => TryDecode(text, stackalloc byte[Length]);

    /// <summary>Reads a token of that list; false for one that is damaged, of another version or of another list.</summary>
    public static bool TryRead(string text, string list, out long firstId)
    {
        Span<byte> token = stackalloc byte[Length];
        firstId = 0;
        if (!TryDecode(text, token))
        {
            return false;
        }

        firstId = BinaryPrimitives.ReadInt64BigEndian(token[IdPosition..]);

        // Compared as text, which has a few bits more than the bytes: there is one way to write a token.
        return text == Create(firstId, list);
    }

    private static bool TryDecode(string text, Span<byte> token) =>
        text.Length == Base64Url.GetEncodedLength(Length)
        && Base64Url.IsValid(text)
        && Base64Url.TryDecodeFromChars(text, token, out var length)
        && length == Length
        && token[0] == Version;

    private static void Digest(ReadOnlySpan<byte> head, string list, Span<byte> digest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(Encoding.UTF8.GetBytes(list));
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(whole);
        whole[..DigestLength].CopyTo(digest);
    }
}
