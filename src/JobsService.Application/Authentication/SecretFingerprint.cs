using System.Buffers.Binary;

namespace JobsService.Application.Authentication;

/// <summary>
/// What tells secrets apart in memory: half of a secret's hash, 128 bits, that nobody finds a second secret for.
/// </summary>
public static class SecretFingerprint
{
    /// <summary>The fingerprint of the secret with that hash.</summary>
    public static UInt128 Of(ReadOnlyMemory<byte> secretHash) => BinaryPrimitives.ReadUInt128BigEndian(secretHash.Span);
}
