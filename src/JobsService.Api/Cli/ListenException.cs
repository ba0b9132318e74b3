using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace JobsService.Api.Cli;

/// <summary>The service cannot listen on an address. The message has the addresses, their setting, the cause and the next step.</summary>
/// <param name="configuration">The configuration, for the addresses.</param>
/// <param name="urls">The value of <c>--urls</c>, if it is set.</param>
/// <param name="cause">The result of <see cref="CauseOf"/>.</param>
/// <param name="innerException">The exception of the web server.</param>
internal sealed class ListenException(
    IConfiguration configuration,
    string? urls,
    string cause,
    Exception innerException
) : Exception($"Cannot listen on {Addresses(configuration, urls)}: {cause}.", innerException)
{
    /// <summary>Describes why an address cannot be used, and the next step; null for exceptions with another reason.</summary>
    public static string? CauseOf(Exception exception) =>
        exception.GetBaseException() switch
        {
            AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
                "the address is in use. Stop the other program, or use another port",
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
                "the address is not available on this machine. Use an address of this machine",
            SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                "access is denied. Use a port above 1023, or give the process the right (CAP_NET_BIND_SERVICE on Linux)",
            _ => null,
        };

    private static string Addresses(IConfiguration configuration, string? urls)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints");
        var (addresses, setting) =
            urls is not null ? (urls, "--urls")
            : endpoints.Exists()
                ? (string.Join(';', endpoints.GetChildren().Select(endpoint => endpoint["Url"])), endpoints.Path)
            : (configuration[WebHostDefaults.ServerUrlsKey], "Urls");
        return $"{addresses} ({setting})";
    }
}
