using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using JobsService.Client.Http;

namespace JobsService.Client.Watching;

/// <summary>Reads one stream of server-sent events until it ends.</summary>
internal sealed class EventStream(ApiConnection api, string path)
{
    private SseParser<JobEvent>? _parser;

    /// <summary>The cursor after the last event that was read.</summary>
    public string? Cursor { get; private set; }

    /// <summary>The delay before the next connection that the service asks for; null if it does not.</summary>
    public TimeSpan? ReconnectionInterval =>
        _parser is { } parser && parser.ReconnectionInterval != Timeout.InfiniteTimeSpan
            ? parser.ReconnectionInterval
            : null;

    /// <summary>Connects and reads events.</summary>
    /// <exception cref="JobsException">The request failed, the connection broke, or the service was silent for too long.</exception>
    public async IAsyncEnumerable<JobEvent> Read([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var silence = new Deadline(api.Options.Time, api.Options.WatchTimeout, cancellationToken);
        using var response = await Try(() => Open(silence.Token), cancellationToken).ConfigureAwait(false);
        using var body = await Try(() => ResponseBody.Open(response, silence.Token), cancellationToken)
            .ConfigureAwait(false);
        _parser = SseParser.Create(body, JobEvent.Parse);
        await using var events = _parser.EnumerateAsync(silence.Token).GetAsyncEnumerator(silence.Token);
        while (await Try(() => events.MoveNextAsync().AsTask(), cancellationToken).ConfigureAwait(false))
        {
            // The caller can take any time.
            silence.Stop();
            Cursor = events.Current.EventId ?? Cursor;
            yield return events.Current.Data;
            silence.Restart();
        }
    }

    private async Task<HttpResponseMessage> Open(CancellationToken cancellationToken)
    {
        var response = await api.Open(path, MediaTypes.Events, cancellationToken).ConfigureAwait(false);
        try
        {
            ErrorResponse.CheckType(response, MediaTypes.Events);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<T> Try<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception exception)
            when (!cancellationToken.IsCancellationRequested
                && (ApiConnection.IsNetworkFailure(exception) || exception is OperationCanceledException)
            )
        {
            throw api.Failure(exception, requestId: null);
        }
    }
}
