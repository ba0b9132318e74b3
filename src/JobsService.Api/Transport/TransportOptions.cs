using System.ComponentModel.DataAnnotations;
using System.Net;

namespace JobsService.Api.Transport;

/// <summary>How clients reach the service: section <c>Transport</c>.</summary>
internal sealed class TransportOptions
{
    /// <summary>The section that the options are bound from.</summary>
    public const string Section = "Transport";

    /// <summary>
    /// The proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed: addresses, and networks like
    /// <c>10.0.0.0/8</c>. With none, which is the default, the client is whoever connects.
    /// </summary>
    [IPNetwork]
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>The port of HTTPS that requests over HTTP are redirected to; 0, which is the default, for no redirection.</summary>
    [Range(0, 65535)]
    public int RedirectToHttpsPort { get; set; }

    /// <summary>
    /// For how many days a browser is told to come by HTTPS only (<c>Strict-Transport-Security</c>, in answers over HTTPS); 0,
    /// which is the default, for not at all.
    /// </summary>
    [Range(0, 3650)]
    public int HstsDays { get; set; }
}

/// <summary>Allows an IP address, or a network like <c>10.0.0.0/8</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IPNetworkAttribute()
    : ValidationAttribute("an IP address or a network, like 10.0.0.1 or 10.0.0.0/8")
{
    public override bool IsValid(object? value) => value is string text && Parse(text) is not null;

    /// <summary>Returns the network, an address being a network of one; null for any other text.</summary>
    public static IPNetwork? Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : null;
    }
}
