using JobsService.Api.Configuration;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Transport;

/// <summary>Proxies that are believed, redirection to HTTPS, and HSTS: all off unless they are configured.</summary>
internal static class TransportSetup
{
    /// <summary>Adds what <see cref="UseTransport"/> needs.</summary>
    public static void AddTransport(this IServiceCollection services)
    {
        services.AddSettings<TransportOptions>(TransportOptions.Section);
        services.AddSingleton<IValidateOptions<TransportOptions>, TransportOptionsValidator>();
        services
            .AddOptions<HstsOptions>()
            .Configure<TransportOptions>((hsts, transport) => hsts.MaxAge = TimeSpan.FromDays(transport.HstsDays));
        services
            .AddOptions<HttpsRedirectionOptions>()
            .Configure<TransportOptions>(
                (redirection, transport) => redirection.HttpsPort = transport.RedirectToHttpsPort
            );
    }

    /// <summary>Puts it at the beginning of a request's way.</summary>
    public static void UseTransport(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<TransportOptions>();
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
            forwarded.KnownIPNetworks.Add(IPNetworkAttribute.Parse(proxy)!.Value);
        }

        return forwarded;
    }
}
