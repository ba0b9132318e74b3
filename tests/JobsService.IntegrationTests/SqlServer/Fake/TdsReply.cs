using System.Text;

namespace JobsService.IntegrationTests.SqlServer.Fake;

/// <summary>
/// The end of a reply without an error. An error completes the reply, but the connection can still be closed after it.
/// </summary>
internal enum TdsEnd
{
    Done,
    Silence,
    Close,
    Reset,
}

internal sealed record TdsError(int Number, byte Class, string Message);

/// <summary>
/// A reply of a <see cref="FakeSqlServer"/>: optional columns, rows, an optional error, and the end.
/// </summary>
internal sealed record TdsReply
{
    public static readonly TdsReply Empty = new();

    public static readonly TdsReply Silence = Empty with { End = TdsEnd.Silence };

    public static readonly TdsReply Cut = Empty with { End = TdsEnd.Close };

    public IReadOnlyList<TdsColumn> Columns { get; init; } = [];

    /// <summary>The rows. They are enumerated while they are sent, so they need not fit in memory.</summary>
    public IEnumerable<object?[]> Rows { get; init; } = [];

    public TdsError? Error { get; init; }

    public TdsEnd End { get; init; }

    public static TdsReply Table(IReadOnlyList<TdsColumn> columns, params IEnumerable<object?[]> rows) =>
        new() { Columns = columns, Rows = rows };

    public static TdsReply Failure(int number, byte @class, string message) =>
        new() { Error = new TdsError(number, @class, message) };
}

/// <summary>A nullable column. Lengths are in characters or bytes, as in the declaration of the type.</summary>
/// <param name="TypeInfo">TYPE_INFO of [MS-TDS]: the type, its maximum length and the collation.</param>
/// <param name="IsLong">Whether the length of a value has two bytes instead of one.</param>
internal sealed record TdsColumn(string Name, byte[] TypeInfo, bool IsLong, Func<object, byte[]> Encode)
{
    /// <summary>SQL_Latin1_General_CP1_CI_AS, the default collation of SQL Server.</summary>
    public static readonly byte[] Collation = [0x09, 0x04, 0xD0, 0x00, 0x34];

    public static TdsColumn BigInt(string name) =>
        new(name, [0x26, 8], IsLong: false, value => BitConverter.GetBytes((long)value));

    public static TdsColumn Bit(string name) =>
        new(name, [0x68, 1], IsLong: false, value => BitConverter.GetBytes((bool)value));

    public static TdsColumn NVarChar(string name, int length) =>
        new(
            name,
            [0xE7, .. TdsWriter.UShort(2 * length), .. Collation],
            IsLong: true,
            value => Encoding.Unicode.GetBytes((string)value)
        );

    public static TdsColumn VarChar(string name, int length) =>
        new(
            name,
            [0xA7, .. TdsWriter.UShort(length), .. Collation],
            IsLong: true,
            value => Encoding.Latin1.GetBytes((string)value)
        );

    /// <summary>A <c>datetime2(0)</c>, without fractions of a second.</summary>
    public static TdsColumn DateTime2(string name) =>
        new(name, [0x2A, 0], IsLong: false, value => SecondsAndDays((DateTime)value));

    public static TdsColumn Binary(string name, int length) =>
        new(name, [0xAD, .. TdsWriter.UShort(length)], IsLong: true, value => (byte[])value);

    private static byte[] SecondsAndDays(DateTime value) =>
        [
            .. BitConverter.GetBytes((int)value.TimeOfDay.TotalSeconds)[..3],
            .. BitConverter.GetBytes((int)(value.Ticks / TimeSpan.TicksPerDay))[..3],
        ];
}
