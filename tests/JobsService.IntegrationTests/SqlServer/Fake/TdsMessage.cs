using System.Buffers.Binary;
using System.Text;

namespace JobsService.IntegrationTests.SqlServer.Fake;

/// <summary>A statement that the client sent.</summary>
/// <param name="Connection">The number of the connection.</param>
/// <param name="Sql">The text of the statement.</param>
/// <param name="Parameters">The declarations of the parameters, such as <c>@id bigint,@name nvarchar(100)</c>.</param>
/// <param name="Payload">The message with the values of the parameters.</param>
internal sealed record TdsStatement(int Connection, string Sql, string Parameters, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The value of a <c>bigint</c> parameter.</summary>
    public long BigInt(string parameter)
    {
        // The name is followed by a status, the type, its maximum length and the length of the value.
        const int fields = 4;
        var name = Encoding.Unicode.GetBytes(parameter);
        var call = Payload.Span;
        ReadOnlySpan<byte> lengthAndName = [(byte)parameter.Length, .. name];
        return BinaryPrimitives.ReadInt64LittleEndian(
            call[(call.LastIndexOf(lengthAndName) + lengthAndName.Length + fields)..]
        );
    }
}

/// <summary>A request of the client about its transaction, with its number in [MS-TDS].</summary>
internal enum TdsTransaction
{
    Begin = 5,
    Commit = 7,
    Rollback = 8,
}

/// <summary>A login of the client.</summary>
/// <param name="Connection">The number of the connection.</param>
/// <param name="Application">The application name of the connection string.</param>
/// <param name="Database">The database of the connection string.</param>
/// <param name="IsReadOnly">Whether the connection string has <c>ApplicationIntent=ReadOnly</c>.</param>
/// <param name="RecoversSessions">Whether the client requests session recovery, which is its default.</param>
internal sealed record TdsLogin(
    int Connection,
    string Application,
    string Database,
    bool IsReadOnly,
    bool RecoversSessions
)
{
    private const byte SessionRecovery = 1;

    public static TdsLogin From(TdsMessage message, int connection)
    {
        var login = message.Payload;
        return new TdsLogin(
            connection,
            Application: Text(48),
            Database: Text(68),
            IsReadOnly: (login[26] & 0x20) != 0,
            RecoversSessions: (login[27] & 0x10) != 0 && Features().Contains(SessionRecovery)
        );

        string Text(int field) => Encoding.Unicode.GetString(login, UShort(field), 2 * UShort(field + 2));

        ushort UShort(int at) => BitConverter.ToUInt16(login, at);

        IEnumerable<byte> Features()
        {
            const byte end = 0xFF;
            for (var at = BitConverter.ToInt32(login, UShort(56)); login[at] != end; )
            {
                yield return login[at];
                at += 5 + BitConverter.ToInt32(login, at + 1);
            }
        }
    }
}

/// <summary>A message of the client, assembled from its packets.</summary>
internal sealed record TdsMessage(byte Type, bool ResetsSession, byte[] Payload)
{
    public const byte Batch = 0x01;
    public const byte Attention = 0x06;
    public const byte Transaction = 0x0E;
    public const byte Login = 0x10;

    private const byte NText = 0x63;
    private const byte IsLast = 0x01;
    private const byte ResetConnection = 0x08 | 0x10;

    /// <summary>The text of a batch, or the first parameter of a call of sp_executesql.</summary>
    public string Sql => Type == Batch ? Encoding.Unicode.GetString(AfterHeaders) : TextOfCall(AfterHeaders, index: 0);

    /// <summary>The second parameter of a call of sp_executesql; empty if there is none.</summary>
    public string Declarations => Type == Batch ? "" : TextOfCall(AfterHeaders, index: 1);

    public TdsTransaction TransactionRequest => (TdsTransaction)BinaryPrimitives.ReadUInt16LittleEndian(AfterHeaders);

    // ALL_HEADERS starts with its own length.
    private ReadOnlySpan<byte> AfterHeaders => Payload.AsSpan(BitConverter.ToInt32(Payload));

    /// <summary>Reads the next message; null at the end of the connection.</summary>
    public static async Task<TdsMessage?> Read(Stream stream)
    {
        var header = new byte[8];
        var status = 0;
        using var payload = new MemoryStream();
        try
        {
            do
            {
                await stream.ReadExactlyAsync(header);
                var part = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - header.Length];
                await stream.ReadExactlyAsync(part);
                payload.Write(part);
                status |= header[1];
            } while ((status & IsLast) == 0);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return null;
        }

        return new TdsMessage(header[0], (status & ResetConnection) != 0, payload.ToArray());
    }

    // The call has 0xFFFF, the number of the procedure and two bytes of options. Each parameter has an empty name, status, type,
    // maximum length, collation, length and value. The lengths have four bytes for texts of more than 4000 characters.
    private static string TextOfCall(ReadOnlySpan<byte> call, int index)
    {
        const ushort byNumber = 0xFFFF;
        var name = BinaryPrimitives.ReadUInt16LittleEndian(call);
        if (name != byNumber)
        {
            return index == 0 ? Encoding.Unicode.GetString(call.Slice(2, 2 * name)) : "";
        }

        var rest = call[6..];
        for (; rest.Length > 0; index--)
        {
            var (start, length) =
                rest[2] == NText
                    ? (16, BinaryPrimitives.ReadInt32LittleEndian(rest[12..]))
                    : (12, BinaryPrimitives.ReadUInt16LittleEndian(rest[10..]));
            if (index == 0)
            {
                return Encoding.Unicode.GetString(rest.Slice(start, length));
            }

            rest = rest[(start + length)..];
        }

        return "";
    }
}
