namespace JobsService.Client.Http;

/// <summary>Creates handlers and clients of HTTP.</summary>
internal static class Transport
{
    private static readonly Lazy<HttpClient> SharedClient = new(() => Over(CreateHandler(), ownsHandler: true));

    /// <summary>The client that is used unless the options have a handler. It shares its connections.</summary>
    public static HttpClient Shared => SharedClient.Value;

    /// <summary>Creates a client without a timeout, because each request has its own.</summary>
    public static HttpClient Over(HttpMessageHandler handler, bool ownsHandler) =>
        new(handler, ownsHandler) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Creates a handler. It does not follow redirections, which would lose the credentials.</summary>
    public static HttpMessageHandler CreateHandler() =>
#if NET
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            // Notices changes of DNS.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        };
#else
        new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
#endif
}
