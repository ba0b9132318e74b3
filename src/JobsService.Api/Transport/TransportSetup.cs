using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Transport;

/// <summary>Proxies that are believed, redirection to HTTPS, and HSTS: all off unless they are configured.</summary>
internal static class TransportSetup
{
    private const int MaxPort = 65535;
    private const int MaxHstsDays = 3650;

    /// <summary>Adds what <see cref="UseTransport"/> needs, and checks it at the start.</summary>
    public static void AddTransport(this IServiceCollection services)
    {
        services
            .AddOptions<TransportOptions>()
            .BindConfiguration(TransportOptions.Section)
            .Validate(
                options => options.TrustedProxies.All(IsAddressOrNetwork),
                $"{TransportOptions.Section}:{nameof(TransportOptions.TrustedProxies)} must be addresses and networks, like 10.0.0.1 and 10.0.0.0/8."
            )
            .Validate(
                options => options.RedirectToHttpsPort is >= 0 and <= MaxPort,
                $"{TransportOptions.Section}:{nameof(TransportOptions.RedirectToHttpsPort)} must be 0, for no redirection, or a port."
            )
            .Validate(
                options => options.HstsDays is >= 0 and <= MaxHstsDays,
                $"{TransportOptions.Section}:{nameof(TransportOptions.HstsDays)} must be 0, for no HSTS, to {MaxHstsDays}."
            )
            .ValidateOnStart();
        services
            .AddOptions<HstsOptions>()
            .Configure<IOptions<TransportOptions>>(
                (hsts, transport) => hsts.MaxAge = TimeSpan.FromDays(transport.Value.HstsDays)
            );
        services
            .AddOptions<HttpsRedirectionOptions>()
            .Configure<IOptions<TransportOptions>>(
                (redirection, transport) => redirection.HttpsPort = transport.Value.RedirectToHttpsPort
            );
    }

    /// <summary>Puts it at the beginning of a request's way.</summary>
    public static void UseTransport(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<TransportOptions>>().Value;
        if (options.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders(Forwarded(options));
        }

        if (options.HstsDays > 0)
        {
            app.UseHsts();
        }

        if (options.RedirectToHttpsPort > 0)
        {
            app.UseHttpsRedirection();
        }
    }

    /// <summary>Exactly the proxies that are named: the framework would add this machine, where anybody may be.</summary>
    private static ForwardedHeadersOptions Forwarded(TransportOptions options)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,

            // As many as there are in a row; the first that is not trusted is the client.
            ForwardLimit = null,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.TrustedProxies)
        {
            forwarded.KnownIPNetworks.Add(NetworkOf(proxy)!.Value);
        }

        return forwarded;
    }

    private static bool IsAddressOrNetwork(string text) => NetworkOf(text) is not null;

    private static System.Net.IPNetwork? NetworkOf(string text)
    {
        if (System.Net.IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
            : null;
    }
}
