using System.Data.Common;

namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>A row of a SQL Server result.</summary>
internal sealed class SqlServerRow(DbDataReader reader) : Row
{
    public override bool IsNull(int column) => reader.IsDBNull(column);

    public override long Integer(int column) => reader.GetInt64(column);

    public override bool Boolean(int column) => reader.GetBoolean(column);

    public override string Text(int column) => reader.GetString(column);

    public override DateTimeOffset Time(int column) => new(reader.GetDateTime(column), TimeSpan.Zero);

    public override byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);
}
