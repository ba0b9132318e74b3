using JobsService.Api.Configuration;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Transport;

/// <summary>Trusted proxies, redirection to HTTPS, and HSTS. Each is off unless it is configured.</summary>
internal static class TransportSetup
{
    // By default, Kestrel accepts lines that end with LF only, as RFC 9112, section 2.2, allows. A proxy that takes such an LF as a part
    // of a header would see other headers than the service, and a request could be smuggled past it.
    private const string RequireCrLf = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

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
        services.Configure<SocketTransportOptions>(KestrelLimits.SetBuffers);
        services.Configure<SocketTransportOptions>(options => options.CreateBoundListenSocket = UnsentData.Listen);
        services.AddConnectionLimit();
        services.AddHostedService<IdleMemoryCollector>();
        AppContext.SetSwitch(RequireCrLf, isEnabled: true);
    }

    /// <summary>Limits the connections, and adds the middleware at the beginning of the pipeline.</summary>
    public static void UseTransport(this WebApplication app)
    {
        app.LimitConnections();
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

/// <summary>The limits of a connection and of reading a request.</summary>
internal static class KestrelLimits
{
    private const string Section = "Kestrel:Limits";

    // What a connection holds for a client that reads nothing, or sends without waiting for answers. Lists and polls are as fast as with
    // 64 KB (measured).
    private const int WriteBuffer = 12 * 1024;
    private const int ReadBuffer = 64 * 1024;

    /// <summary>Sets the sizes of the buffers between the sockets and the web server.</summary>
    public static void SetBuffers(SocketTransportOptions sockets)
    {
        sockets.MaxWriteBufferSize = WriteBuffer;
        sockets.MaxReadBufferSize = ReadBuffer;
    }

    /// <summary>Sets the defaults, then the settings of the operator, <c>Kestrel:Limits:…</c>.</summary>
    /// <returns>The problem of an invalid setting, as a sentence; null if all are valid.</returns>
    public static string? Set(KestrelServerLimits limits, IConfiguration configuration)
    {
        // The buffer of each HTTP/2 stream, and their number on a connection.
        limits.MaxResponseBufferSize = WriteBuffer;
        limits.Http2.MaxStreamsPerConnection = 20;

        // A request of the API needs about 1 KB of headers.
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);

        // The longest valid body has less than 1 KB.
        limits.MaxRequestBodySize = 64 * 1024;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

        // An average over the whole response. SlowClientMonitor disconnects a client that reads fast at first and then stalls.
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(10));
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);

        // An idle connection occupies a file and some memory. ConnectionLimit lowers it to what the limit of open files allows.
        limits.MaxConcurrentConnections = 10_000;

        var settings = configuration.GetSection(Section);
        try
        {
            settings.Bind(limits);
            limits.MinRequestBodyDataRate =
                RateOf(settings, nameof(limits.MinRequestBodyDataRate)) ?? limits.MinRequestBodyDataRate;
            limits.MinResponseDataRate =
                RateOf(settings, nameof(limits.MinResponseDataRate)) ?? limits.MinResponseDataRate;
            return null;
        }
        catch (Exception exception)
            when (exception
                    is InvalidOperationException
                        or ArgumentException
                        or System.Reflection.TargetInvocationException
            )
        {
            return $"{Section} is not valid: {exception.GetBaseException().Message.TrimEnd('.')}.";
        }
    }

    /// <summary>The binder cannot change a rate, which has no setters, so it is read separately.</summary>
    private static MinDataRate? RateOf(IConfigurationSection settings, string name) =>
        settings.GetSection(name) is var rate && rate.Exists() ? rate.Get<MinDataRate>() : null;
}
