using System.Net;
using System.Net.Sockets;

namespace JobsService.Application.Authentication;

/// <summary>
/// Whose failures are counted together: an IPv4 address, or the /64 of an IPv6 one, since whoever has one of its addresses has
/// all of them.
/// </summary>
public readonly record struct ClientNetwork
{
    private readonly UInt128 _prefix;

    private ClientNetwork(UInt128 prefix) => _prefix = prefix;

    /// <summary>The network of an address; all that have none are one.</summary>
    public static ClientNetwork Of(IPAddress? address)
    {
        if (address is null)
        {
            return default;
        }

        Span<byte> bytes = stackalloc byte[16];
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryWriteBytes(bytes, out var length);
        if (length > 4)
        {
            bytes[8..].Clear();
        }

        return new ClientNetwork(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }
}
