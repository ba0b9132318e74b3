using System.Net.ServerSentEvents;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.JobChanges;

/// <summary>An open stream of events.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly Stream _body;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private EventStream(HttpResponseMessage response, Stream body)
    {
        (_response, _body) = (response, body);
        _items = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();
    }

    public HttpResponseMessage Response => _response;

    /// <summary>Opens a stream, and reads nothing of it.</summary>
    public static async Task<EventStream> Open(
        HttpClient client,
        string path,
        string credentials,
        string? lastEventId = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Options.Set(FirstEventHandler.WholeStream, value: true);
        request.Headers.Authorization = RunningService.Basic(credentials);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new EventStream(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>Reads the next event; fails if the stream has ended.</summary>
    public async Task<SseItem<string>> Next()
    {
        Assert.That(await _items.MoveNextAsync(), Is.True, "The stream has ended.");
        return _items.Current;
    }

    /// <summary>Reads the next event as its type and its data.</summary>
    public async Task<string> NextText() => $"{(await Next()).EventType} {_items.Current.Data}";

    /// <summary>Reads until the end, and returns the types of the events.</summary>
    public async Task<IReadOnlyList<string>> Rest()
    {
        List<string> types = [];
        while (await _items.MoveNextAsync())
        {
            types.Add(_items.Current.EventType);
        }

        return types;
    }

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync();
        await _body.DisposeAsync();
        _response.Dispose();
    }
}
