using System.Text;

namespace JobsService.IntegrationTests.Service;

/// <summary>
/// Ends a stream of events after the first one, so that tests that call every route get a response. Tests of streams set
/// <see cref="WholeStream"/>. Cookies are not kept, so that no request gets the session of another one.
/// </summary>
internal sealed class FirstEventHandler() : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
{
    /// <summary>Whether the response of a request is the whole stream.</summary>
    public static readonly HttpRequestOptionsKey<bool> WholeStream = new("whole stream");

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        var type = response.Content.Headers.ContentType;
        if (type?.MediaType == "text/event-stream" && !request.Options.TryGetValue(WholeStream, out _))
        {
            using var stream = response.Content;
            using var reader = new StreamReader(await stream.ReadAsStreamAsync(cancellationToken));
            var first = new StringBuilder();
            while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
            {
                first.Append(line).Append('\n');
            }

            response.Content = new StringContent(first.ToString());
            response.Content.Headers.ContentType = type;
        }

        return response;
    }
}
