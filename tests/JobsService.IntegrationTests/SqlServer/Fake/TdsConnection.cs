using System.Net.Sockets;

namespace JobsService.IntegrationTests.SqlServer.Fake;

/// <summary>The point at which the server closes a new connection, if it does.</summary>
internal enum TdsDoor
{
    Open,
    ClosedAtAccept,
    ClosedAfterPrelogin,
}

/// <summary>One connection of a <see cref="FakeSqlServer"/>, from the prelogin to the end.</summary>
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
    /// Closes the connection. The client receives everything that was sent before an orderly shutdown; a reset can discard rows that
    /// are still buffered.
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
                // Close would reset the connection while a read is pending.
                _stream.Socket.Shutdown(SocketShutdown.Both);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client has already closed the connection.
        }
    }

    private async Task Serve()
    {
        await using (_stream)
        {
            try
            {
                if (await Prelogin())
                {
                    await Answer();
                }
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // The client disconnected, or the test closed the connection.
            }

            Cut(reset: false);
        }
    }

    private async Task<bool> Prelogin()
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

    // A client cancels by an attention message while its reply is still being sent, so the next message is read concurrently.
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
                return Transact(message.TransactionRequest, interrupted);
            default:
                var statement = new TdsStatement(_number, message.Sql, message.Declarations, message.Payload);
                _server.Statements.Enqueue(statement);
                return Send(ReplyOf(_server.OnStatement, statement), interrupted);
        }
    }

    private async Task LogIn(TdsLogin login, CancellationToken interrupted)
    {
        _server.Logins.Enqueue(login);
        var reply = ReplyOf(_server.OnLogin, login);
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

    private Task Transact(TdsTransaction request, CancellationToken interrupted)
    {
        var reply = ReplyOf(_server.OnTransaction, request);
        if (reply is { Error: null, End: TdsEnd.Done })
        {
            _writer.Transaction(request);
        }

        return Send(reply, interrupted);
    }

    // An exception in the callback of a test is sent as an error, because the client would otherwise wait for a reply.
    private static TdsReply ReplyOf<T>(Func<T, TdsReply> callback, T request)
    {
        try
        {
            return callback(request);
        }
        catch (Exception exception)
        {
            return TdsReply.Failure(50000, 16, exception.ToString());
        }
    }

    private async Task Send(TdsReply reply, CancellationToken interrupted)
    {
        // Sending can complete synchronously, and the rows of a test can block. Yielding lets the next message be read meanwhile.
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
