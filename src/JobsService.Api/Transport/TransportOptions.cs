using System.ComponentModel.DataAnnotations;
using System.Net;
using JobsService.Api.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Transport;

/// <summary>HTTPS and trusted proxies: section <c>Transport</c>.</summary>
internal sealed class TransportOptions
{
    /// <summary>The configuration section of the options.</summary>
    public const string Section = "Transport";

    /// <summary>
    /// The trusted proxies, as addresses and networks like <c>10.0.0.0/8</c>. Only their <c>X-Forwarded-For</c> and
    /// <c>X-Forwarded-Proto</c> headers are used. Default: none.
    /// </summary>
    [IPNetwork]
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>The HTTPS port that HTTP requests are redirected to; 0 (default) disables redirection.</summary>
    [Range(0, 65535)]
    public int RedirectToHttpsPort { get; set; }

    /// <summary>
    /// The number of days for which browsers must use HTTPS (<c>Strict-Transport-Security</c>); 0 (default) disables HSTS.
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

/// <summary>Validates the settings that ASP.NET Core reads, because its own messages do not say what is allowed.</summary>
internal sealed class TransportOptionsValidator(IConfiguration configuration) : IValidateOptions<TransportOptions>
{
    // ASPNETCORE_FORWARDEDHEADERS_ENABLED.
    private const string ForwardedHeadersSwitch = "ForwardedHeaders_Enabled";

    public ValidateOptionsResult Validate(string? name, TransportOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        foreach (var url in configuration[WebHostDefaults.ServerUrlsKey]?.Split(';') ?? [])
        {
            if (ListenAddress.Parse(url) is null)
            {
                problems.AddError(
                    $"Urls has '{url}'; it must be addresses like http://127.0.0.1:5080, separated by semicolons."
                );
            }
        }

        if (string.Equals(configuration[ForwardedHeadersSwitch], "true", StringComparison.OrdinalIgnoreCase))
        {
            problems.AddError(
                $"{ForwardedHeadersSwitch} is 'true', which trusts every client; remove it and set "
                    + $"{TransportOptions.Section}:{nameof(TransportOptions.TrustedProxies)} to the addresses of your proxies."
            );
        }

        if (KestrelLimits.Set(new KestrelServerLimits(), configuration) is { } problem)
        {
            problems.AddError(problem);
        }

        return problems.Build();
    }
}
