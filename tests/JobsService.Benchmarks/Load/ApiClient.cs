using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace JobsService.Benchmarks.Load;

/// <summary>An HTTP client with one API key and keep-alive connections.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly AuthenticationHeaderValue _authorization;
    private readonly string? _acceptEncoding;

    /// <param name="key"><c>ORGANIZATION:SECRET</c>.</param>
    /// <param name="connections">The maximum number of connections.</param>
    /// <param name="acceptEncoding">The value of Accept-Encoding; responses are not decompressed.</param>
    public ApiClient(string key, int connections, string? acceptEncoding = null)
    {
        _acceptEncoding = acceptEncoding;
        _authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(key)));

        // Optional features of the client are off, because their cost would be measured as the server's.
        _http = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                ActivityHeadersPropagator = null,
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                MaxConnectionsPerServer = connections,
                UseCookies = false,
                UseProxy = false,
            }
        );
    }

    /// <summary>Sends a GET request, and returns when the response headers have arrived.</summary>
    /// <exception cref="HttpRequestException">There is no response.</exception>
    public async Task<HttpResponseMessage> Get(Uri url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = _authorization;
        if (_acceptEncoding is not null)
        {
            request.Headers.AcceptEncoding.ParseAdd(_acceptEncoding);
        }

        return await _http.SendAsync(request, cancellationToken);
    }

    /// <summary>Sends a GET request and reads the whole response.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="buffer">A buffer for reading the response.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Whether the status was 200 and the response was complete.</returns>
    public async Task<bool> TryGet(Uri url, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Get(url, cancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            while (await body.ReadAsync(buffer, cancellationToken) > 0) { }

            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();
}
