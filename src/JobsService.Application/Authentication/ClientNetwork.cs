using System.Net;
using System.Net.Sockets;

namespace JobsService.Application.Authentication;

/// <summary>
/// The network that failures are counted for: an IPv4 address, or the /64 prefix of an IPv6 address, because a client with one
/// address of a /64 can usually use all of them.
/// </summary>
public readonly record struct ClientNetwork
{
    private readonly UInt128 _prefix;

    private ClientNetwork(UInt128 prefix) => _prefix = prefix;

    /// <summary>Returns the network of an address. Clients without an address share one network.</summary>
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
