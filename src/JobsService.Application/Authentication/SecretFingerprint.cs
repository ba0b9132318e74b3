using System.Buffers.Binary;

namespace JobsService.Application.Authentication;

/// <summary>
/// Identifies a secret in memory by the first 128 bits of its hash, for which finding a second secret is infeasible.
/// </summary>
public static class SecretFingerprint
{
    /// <summary>Returns the fingerprint of the secret with the given hash.</summary>
    public static UInt128 Of(ReadOnlyMemory<byte> secretHash) => BinaryPrimitives.ReadUInt128BigEndian(secretHash.Span);
}
