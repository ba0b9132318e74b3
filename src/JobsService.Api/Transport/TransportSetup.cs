using JobsService.Api.Configuration;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Transport;

/// <summary>Trusted proxies, redirection to HTTPS, and HSTS. Each is off unless it is configured.</summary>
internal static class TransportSetup
{
    /// <summary>Adds the settings and the options of the middleware.</summary>
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

    /// <summary>Adds the middleware, at the beginning of the pipeline.</summary>
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

    /// <summary>Trusts exactly the configured proxies. The defaults of the framework would also trust the loopback network.</summary>
    private static ForwardedHeadersOptions Forwarded(TransportOptions options)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,

            // Any number of trusted proxies in a row; the first untrusted address is the client.
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
