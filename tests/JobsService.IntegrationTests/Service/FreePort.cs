using System.Net;
using System.Net.Sockets;

namespace JobsService.IntegrationTests.Service;

/// <summary>Finds ports for servers whose port must be known before they listen.</summary>
internal static class FreePort
{
    /// <summary>Returns a port on which no process listens now.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
