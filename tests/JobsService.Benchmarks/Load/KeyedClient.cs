using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace JobsService.Benchmarks.Load;

/// <summary>Asks with one key, over connections that are kept open.</summary>
internal sealed class KeyedClient : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly AuthenticationHeaderValue _authorization;
    private readonly string? _acceptEncoding;

    /// <param name="key"><c>ORGANIZATION:SECRET</c>.</param>
    /// <param name="connections">The greatest number of requests at a time.</param>
    /// <param name="acceptEncoding">The compression to ask for; its answers are not decompressed.</param>
    public KeyedClient(string key, int connections, string? acceptEncoding = null)
    {
        _acceptEncoding = acceptEncoding;
        _authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(key)));

        // What a client may do beside asking costs time that would count as the server's.
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

    /// <summary>Asks, and returns once the headers are there.</summary>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
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

    /// <summary>Asks and reads the whole answer.</summary>
    /// <param name="url">What to ask.</param>
    /// <param name="buffer">Takes the answer, piece by piece.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether it was a 200 and ended properly.</returns>
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
