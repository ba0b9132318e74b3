using System.Net.Sockets;

namespace JobsService.IntegrationTests.SqlServer.Fake;

/// <summary>How far a connection gets.</summary>
internal enum TdsDoor
{
    Open,
    ClosedAtAccept,
    ClosedAfterPrelogin,
}

/// <summary>One connection of a <see cref="FakeSqlServer"/>, from the first byte to the last.</summary>
internal sealed class TdsConnection
{
    private readonly FakeSqlServer _server;
    private readonly NetworkStream _stream;
    private readonly int _number;
    private readonly TdsWriter _writer;

    public TdsConnection(FakeSqlServer server, NetworkStream stream, int number)
    {
        _server = server;
        _stream = stream;
        _number = number;
        _writer = new TdsWriter(stream);
        Served = Serve();
    }

    public Task Served { get; }

    /// <summary>
    /// Ends the connection. What was sent arrives before an orderly end; a reset may overtake what is still
    /// buffered, after some thousand rows.
    /// </summary>
    public void Cut(bool reset)
    {
        try
        {
            if (reset)
            {
                _stream.Socket.Close(timeout: 0);
            }
            else
            {
                // Not Close: with a read under way it would reset the connection.
                _stream.Socket.Shutdown(SocketShutdown.Both);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client was faster.
        }
    }

    private async Task Serve()
    {
        await using (_stream)
        {
            try
            {
                if (await Greet())
                {
                    await Answer();
                }
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // The client is gone, or the connection was cut.
            }

            Cut(reset: false);
        }
    }

    private async Task<bool> Greet()
    {
        var door = _server.OnAccept(_number);
        if (door == TdsDoor.ClosedAtAccept || await TdsMessage.Read(_stream) is null)
        {
            return false;
        }

        _writer.Prelogin();
        await _writer.Send(isLast: true);
        return door == TdsDoor.Open;
    }

    // A client that gives up says so while its answer is still under way. So the next message is read meanwhile.
    private async Task Answer()
    {
        var next = await TdsMessage.Read(_stream);
        while (next is { } message)
        {
            using var interrupted = new CancellationTokenSource();
            var answering = Answer(message, interrupted.Token);
            next = await TdsMessage.Read(_stream);
            if (next is null or { Type: TdsMessage.Attention })
            {
                await interrupted.CancelAsync();
            }

            await answering;
        }
    }

    private Task Answer(TdsMessage message, CancellationToken interrupted)
    {
        if (message.ResetsSession)
        {
            _writer.SessionReset();
        }

        switch (message.Type)
        {
            case TdsMessage.Login:
                return LogIn(TdsLogin.From(message, _number), interrupted);
            case TdsMessage.Attention when _server.IsDeaf:
                return Task.CompletedTask;
            case TdsMessage.Attention:
                _writer.Done(TdsDone.Attention);
                return _writer.Send(isLast: true);
            case TdsMessage.Transaction:
                _writer.Transaction(message.TransactionRequest);
                return Send(TdsReply.Empty, interrupted);
            default:
                var statement = new TdsStatement(_number, message.Sql, message.Declarations);
                _server.Statements.Enqueue(statement);
                return Send(Ask(_server.OnStatement, statement), interrupted);
        }
    }

    private async Task LogIn(TdsLogin login, CancellationToken interrupted)
    {
        _server.Logins.Enqueue(login);
        var reply = Ask(_server.OnLogin, login);
        if (reply is { Error: null, End: TdsEnd.Done })
        {
            _writer.LoggedIn(login);
        }

        await Send(reply, interrupted);
        if (reply.Error is not null)
        {
            Cut(reset: false);
        }
    }

    // A script that fails shows the client why, rather than let it wait.
    private static TdsReply Ask<T>(Func<T, TdsReply> script, T question)
    {
        try
        {
            return script(question);
        }
        catch (Exception exception)
        {
            return TdsReply.Failure(50000, 16, exception.ToString());
        }
    }

    private async Task Send(TdsReply reply, CancellationToken interrupted)
    {
        // The socket may take everything at once, and a script may take its time.
        await Task.Yield();
        if (reply.Columns.Count > 0)
        {
            _writer.Columns(reply.Columns);
        }

        foreach (var row in reply.Rows.TakeWhile(_ => !interrupted.IsCancellationRequested))
        {
            await _writer.Row(reply.Columns, row);
        }

        if (interrupted.IsCancellationRequested)
        {
            return;
        }

        if (reply.Error is { } error)
        {
            _writer.Error(error);
            _writer.Done(TdsDone.Error);
        }
        else if (reply.End == TdsEnd.Done)
        {
            _writer.Done(TdsDone.Final);
        }

        await _writer.Send(isLast: reply.Error is not null || reply.End == TdsEnd.Done);
        if (reply.End is TdsEnd.Close or TdsEnd.Reset)
        {
            Cut(reset: reply.End == TdsEnd.Reset);
        }
    }
}
