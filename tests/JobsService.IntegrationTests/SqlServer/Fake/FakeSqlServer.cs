using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace JobsService.IntegrationTests.SqlServer.Fake;

/// <summary>
/// Implements the part of TDS 7.4 that Microsoft.Data.SqlClient needs for logins and queries, and simulates failures that are
/// rare on a real server. Tests set its replies, and can change them while it runs.
/// </summary>
internal sealed class FakeSqlServer : IAsyncDisposable
{
    /// <summary>The password. It must not appear in any log, response or trace.</summary>
    public const string Password = "a-very-secret-password";

    private readonly ConcurrentQueue<TdsConnection> _connections = [];
    private TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private Task _accepting = Task.CompletedTask;

    // The client blocks one thread-pool thread for each connection that it opens, and the fake server needs threads of the same pool.
    static FakeSqlServer() => ThreadPool.SetMinThreads(workerThreads: 64, completionPortThreads: 64);

    public FakeSqlServer() => Start();

    /// <summary>The port. It stays the same when the server is stopped and started again.</summary>
    public int Port { get; private set; }

    /// <summary>Encryption is off, because the fake server does not support it.</summary>
    public string ConnectionString =>
        $"Server=tcp:127.0.0.1,{Port};Database=jobs;User Id=jobs;Password={Password};Encrypt=False";

    /// <summary>Decides whether a connection is accepted. Connections are numbered from 1.</summary>
    public Func<int, TdsDoor> OnAccept { get; set; } = _ => TdsDoor.Open;

    /// <summary>The reply to a login. A reply without an error accepts it.</summary>
    public Func<TdsLogin, TdsReply> OnLogin { get; set; } = _ => TdsReply.Empty;

    public Func<TdsStatement, TdsReply> OnStatement { get; set; } = _ => TdsReply.Empty;

    /// <summary>The reply to the begin, commit or rollback of a transaction. A reply without an error acknowledges it.</summary>
    public Func<TdsTransaction, TdsReply> OnTransaction { get; set; } = _ => TdsReply.Empty;

    /// <summary>Whether the server ignores the attention signal of a client that cancels, like a server that hangs.</summary>
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

    /// <summary>Refuses new connections. Open connections stay open until <see cref="DropConnections"/>.</summary>
    public async Task Stop()
    {
        _listener.Stop();
        await _accepting;
    }

    /// <summary>Closes every open connection, as a restart does. The broken connections stay in the client's pool.</summary>
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
            // A stopped listener throws one of these.
        }
    }
}
