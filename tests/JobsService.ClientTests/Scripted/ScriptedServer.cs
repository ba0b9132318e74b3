using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace JobsService.ClientTests.Scripted;

/// <summary>Answers a request on a connection. After it, the connection is used again if the result is true.</summary>
internal delegate Task<bool> Reply(ReceivedRequest request, Stream connection, CancellationToken stopped);

/// <summary>A server that gives the n-th request the n-th reply of a script, whatever the request is.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly ConcurrentQueue<Reply> _script;
    private readonly Task _accepting;

    public ScriptedServer(params Reply[] script)
    {
        _script = new(script);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = Accept();
    }

    public Uri Address { get; }

    public ReceivedRequest[] Requests => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopped.Dispose();
    }

    private async Task Accept()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(Serve(await _listener.AcceptTcpClientAsync(_stopped.Token)));
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The listener has stopped.
            await Task.WhenAll(connections);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = client.GetStream();
            var keepsAlive = true;
            while (keepsAlive && await ReceivedRequest.Read(stream, _stopped.Token) is { } request)
            {
                _requests.Enqueue(request);
                var reply = _script.TryDequeue(out var next)
                    ? next
                    : Replies.Error(400, "script_ended", request.Target);
                keepsAlive = await reply(request, stream, _stopped.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client has closed the connection, or the test has ended.
        }
    }
}
