using System.Net;
using System.Net.Sockets;

namespace JobsService.IntegrationTests.Service;

/// <summary>Ports for what must be told its port before it listens.</summary>
internal static class FreePort
{
    /// <summary>One that nobody listens on now.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
