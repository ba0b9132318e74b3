using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace JobsService.Api.Transport;

/// <summary>Limits what the operating system holds for a connection and has not sent.</summary>
/// <remarks>
/// Linux otherwise holds up to 4 MB and reports that there is space again only when a third of it is sent. A client that reads 32 KB a
/// second then lets the service wait for 40 seconds (measured), as a client does that reads nothing. Data that is on its way to the
/// client is not limited, so a fast client is as fast as without the limit. This requires <c>TCP_NODELAY</c>, Kestrel's default:
/// otherwise Linux waits for a full segment, which can be larger than the limit.
/// </remarks>
internal static class UnsentData
{
    /// <summary>
    /// The limit in bytes, which the last segment can exceed. The service can write again when less than half of it is not sent.
    /// </summary>
    public const int MaxBytes = 32 * 1024;

    // The names of the constants in Linux, where accepted sockets inherit the option from the listener.
    private const int IPPROTO_TCP = 6;
    private const int TCP_NOTSENT_LOWAT = 25;

    /// <summary>Returns a bound socket for new connections.</summary>
    public static Socket Listen(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (OperatingSystem.IsLinux() && endpoint is IPEndPoint)
        {
            socket.SetRawSocketOption(IPPROTO_TCP, TCP_NOTSENT_LOWAT, BitConverter.GetBytes(MaxBytes));
        }

        return socket;
    }
}
