using System.Buffers.Binary;
using System.Text;

namespace JobsService.IntegrationTests.SqlServer.Fake;

/// <summary>Collects the tokens of a reply and sends them in packets of the negotiated size.</summary>
internal sealed class TdsWriter(Stream stream)
{
    private const int PacketSize = 4096;
    private const int HeaderSize = 8;

    // Rows are sent in large blocks, so that almost all packets are full and rows are split at any byte, as by a real server.
    private const int FlushSize = 16 * PacketSize;

    private readonly List<byte> _tokens = [];
    private byte _packet;

    /// <summary>Writes the reply to the prelogin: a version, no encryption, no MARS. It is the only reply without tokens.</summary>
    public void Prelogin() =>
        Write(
            [.. Option(0, at: 16, length: 6), .. Option(1, at: 22, length: 1), .. Option(4, at: 23, length: 1), 0xFF],
            [16, 0, 0x03, 0xE8, 0, 0],
            [2],
            [0]
        );

    // The numbers are token types and types of environment changes in [MS-TDS].

    /// <summary>Accepts the login. The client recovers sessions only if the server acknowledges that feature.</summary>
    public void LoggedIn(TdsLogin login)
    {
        Changed(1, login.Database.Length, Encoding.Unicode.GetBytes(login.Database));
        Changed(7, TdsColumn.Collation.Length, TdsColumn.Collation);
        Changed(4, 4, Encoding.Unicode.GetBytes($"{PacketSize}"));
        WriteSized(0xAD, [1, 0x74, 0, 0, 4], ShortText("Fake SQL Server"), [16, 0, 0x03, 0xE8]);
        if (login.RecoversSessions)
        {
            Write([0xAE, 1], Int(0), [0xFF]);
        }
    }

    /// <summary>Acknowledges the reset of the session, which the client requests for a pooled connection.</summary>
    public void SessionReset() => Changed(18, 0, []);

    /// <summary>Acknowledges the begin, commit or rollback of a transaction. Nothing is executed.</summary>
    public void Transaction(TdsTransaction request)
    {
        switch (request)
        {
            case TdsTransaction.Begin:
                Changed(8, 8, [1, 0, 0, 0, 0, 0, 0, 0]);
                break;
            case TdsTransaction.Commit:
                Changed(9, 0, []);
                break;
            case TdsTransaction.Rollback:
                Changed(10, 0, []);
                break;
        }
    }

    public void Columns(IReadOnlyList<TdsColumn> columns)
    {
        Write([0x81], UShort(columns.Count));
        foreach (var column in columns)
        {
            const int nullable = 1;
            Write(Int(0), UShort(nullable), column.TypeInfo, ShortText(column.Name));
        }
    }

    public async Task Row(IReadOnlyList<TdsColumn> columns, object?[] values)
    {
        Write([0xD1]);
        foreach (var (column, value) in columns.Zip(values))
        {
            var bytes = value is null ? [] : column.Encode(value);
            Write(column.IsLong ? UShort(value is null ? 0xFFFF : bytes.Length) : [(byte)bytes.Length], bytes);
        }

        if (_tokens.Count >= FlushSize)
        {
            await Send(isLast: false);
        }
    }

    public void Error(TdsError error) =>
        WriteSized(
            0xAA,
            [.. Int(error.Number), 1, error.Class],
            [.. UShort(error.Message.Length), .. Encoding.Unicode.GetBytes(error.Message)],
            [.. ShortText("fake"), .. ShortText(""), .. Int(1)]
        );

    public void Done(TdsDone status) => Write([0xFD], UShort((int)status), UShort(0), new byte[8]);

    /// <summary>Sends the tokens written so far. Unless they are the last of a reply, the client waits for more.</summary>
    public async Task Send(bool isLast)
    {
        var tokens = _tokens.ToArray();
        _tokens.Clear();
        using var packets = new MemoryStream();
        for (var at = 0; at < tokens.Length; at += PacketSize - HeaderSize)
        {
            var length = Math.Min(tokens.Length - at, PacketSize - HeaderSize);
            var endsMessage = isLast && at + length == tokens.Length;
            var header = new byte[HeaderSize] { 4, endsMessage ? (byte)1 : (byte)0, 0, 0, 0, 0, ++_packet, 0 };
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(HeaderSize + length));
            packets.Write(header);
            packets.Write(tokens, at, length);
        }

        await stream.WriteAsync(packets.GetBuffer().AsMemory(0, (int)packets.Length));
    }

    public static byte[] UShort(int value) => BitConverter.GetBytes((ushort)value);

    private static byte[] Int(int value) => BitConverter.GetBytes(value);

    private static byte[] ShortText(string text) => [(byte)text.Length, .. Encoding.Unicode.GetBytes(text)];

    private static byte[] Option(byte option, byte at, byte length) => [option, 0, at, 0, length];

    private void Changed(byte type, int length, byte[] value) => WriteSized(0xE3, [type, (byte)length, .. value, 0]);

    private void WriteSized(byte token, params byte[][] parts) =>
        Write([
            [token],
            UShort(parts.Sum(part => part.Length)),
            .. parts,
        ]);

    private void Write(params byte[][] parts)
    {
        foreach (var part in parts)
        {
            _tokens.AddRange(part);
        }
    }
}

/// <summary>The status bits of a DONE token in [MS-TDS].</summary>
internal enum TdsDone
{
    Final = 0,
    Error = 0x02,
    Attention = 0x20,
}
