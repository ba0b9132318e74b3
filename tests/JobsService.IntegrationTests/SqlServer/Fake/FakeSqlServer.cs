using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace JobsService.IntegrationTests.SqlServer.Fake;

/// <summary>
/// Speaks enough TDS 7.4 for the real client to log in and query, and fails in the ways a real server does on bad days
/// only. What it answers is up to the test, also while it runs.
/// </summary>
internal sealed class FakeSqlServer : IAsyncDisposable
{
    /// <summary>What must be in no log, answer or trace.</summary>
    public const string Password = "a-very-secret-password";

    private readonly ConcurrentQueue<TdsConnection> _connections = [];
    private TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private Task _accepting = Task.CompletedTask;

    // The client blocks a thread for each connection that it opens, and the fake answers on threads of the same pool.
    static FakeSqlServer() => ThreadPool.SetMinThreads(workerThreads: 64, completionPortThreads: 64);

    public FakeSqlServer() => Start();

    /// <summary>Stays the same when the server stops and starts again.</summary>
    public int Port { get; private set; }

    /// <summary>Without encryption, which the fake does not speak.</summary>
    public string ConnectionString =>
        $"Server=tcp:127.0.0.1,{Port};Database=jobs;User Id=jobs;Password={Password};Encrypt=False";

    /// <summary>Decides how far a connection gets. Connections are counted from one.</summary>
    public Func<int, TdsDoor> OnAccept { get; set; } = _ => TdsDoor.Open;

    /// <summary>A reply that ends well lets the user in.</summary>
    public Func<TdsLogin, TdsReply> OnLogin { get; set; } = _ => TdsReply.Empty;

    public Func<TdsStatement, TdsReply> OnStatement { get; set; } = _ => TdsReply.Empty;

    /// <summary>Whether it does not even answer a client that wants to stop, as a server that hangs.</summary>
    public bool IsDeaf { get; set; }

    public ConcurrentQueue<TdsLogin> Logins { get; } = [];

    public ConcurrentQueue<TdsStatement> Statements { get; } = [];

    /// <summary>Listens again after <see cref="Stop"/>.</summary>
    public void Start()
    {
        var listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _listener = listener;
        _accepting = Accept(listener);
    }

    /// <summary>Refuses new connections. Open ones stay, unless they are dropped as well.</summary>
    public async Task Stop()
    {
        _listener.Stop();
        await _accepting;
    }

    /// <summary>Cuts every open connection, as a restart does; the client's pool keeps what is left of them.</summary>
    public void DropConnections(bool reset = false)
    {
        foreach (var connection in _connections)
        {
            connection.Cut(reset);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        DropConnections();
        await Task.WhenAll(_connections.Select(connection => connection.Served));
    }

    private async Task Accept(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync();
                var stream = new NetworkStream(socket, ownsSocket: true);
                _connections.Enqueue(new TdsConnection(this, stream, _connections.Count + 1));
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // It is how a listener tells that it was stopped.
        }
    }
}
