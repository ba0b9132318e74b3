using System.Net;

namespace JobsService.Api.Configuration;

/// <summary>An address to listen on, for example <c>http://127.0.0.1:5080</c> or <c>http://+:8080</c>.</summary>
internal static class ListenAddress
{
    private const int MaxPort = 65535;

    /// <summary>Parses an address; null if it is invalid.</summary>
    public static BindingAddress? Parse(string text)
    {
        try
        {
            return BindingAddress.Parse(text) is { Port: >= 0 and <= MaxPort } address ? address : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether only this machine can connect to an address. False for an invalid address, a wildcard, and every host name except
    /// <c>localhost</c>, because Kestrel binds a host name to every interface.
    /// </summary>
    public static bool IsLoopback(string text) =>
        Parse(text) is { Host: var host }
        && (
            string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))
        );
}
