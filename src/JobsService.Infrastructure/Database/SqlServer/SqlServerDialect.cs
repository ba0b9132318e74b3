using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>The SQL and the types of SQL Server.</summary>
internal sealed class SqlServerDialect : ISqlDialect
{
    // Without this switch, the driver ignores a scale of 0 and sends every time as datetime2(7).
    static SqlServerDialect() =>
        AppContext.SetSwitch("Switch.Microsoft.Data.SqlClient.LegacyVarTimeZeroScaleBehaviour", isEnabled: false);

    public bool PrefersInsertsOfManyRows => true;

    public Statement? LockOrganization => SqlServerStatements.LockOrganization;

    public (Statement Begin, Statement End)? IdentityInsert =>
        (SqlServerStatements.IdentityInsertOn, SqlServerStatements.IdentityInsertOff);

    public Row RowOf(DbDataReader reader) => new SqlServerRow(reader);

    public object ToColumn(DateTimeOffset time) =>
        time.UtcDateTime.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerSecond));

    public string TextOf(Statement statement) => statement.Text + LimitOf(statement) + OptionOf(statement);

    public void SetType(DbParameter parameter, ColumnType type)
    {
        var sqlParameter = (SqlParameter)parameter;
        sqlParameter.SqlDbType = type.Type;

        // The driver truncates a longer value to this size, and a truncated value could match another row.
        sqlParameter.Size = Math.Max(type.Length, LengthOf(sqlParameter.Value));
        if (type.Type == SqlDbType.DateTime2)
        {
            sqlParameter.Scale = 0;
        }
    }

    private static string OptionOf(Statement statement) =>
        (statement.IsForAnyOrganization, statement.MergesUnion) switch
        {
            (true, true) => "\nOPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)",
            (true, false) => "\nOPTION (OPTIMIZE FOR UNKNOWN)",
            (false, true) => "\nOPTION (MERGE UNION)",
            (false, false) => "",
        };

    private static string LimitOf(Statement statement) =>
        statement.Limit switch
        {
            RowLimit.Take => "\nOFFSET 0 ROWS FETCH NEXT @take ROWS ONLY",
            RowLimit.SkipAndTake => "\nOFFSET @skip ROWS FETCH NEXT @take ROWS ONLY",
            _ => "",
        };

    private static int LengthOf(object? value) =>
        value switch
        {
            string text => text.Length,
            byte[] bytes => bytes.Length,
            _ => 0,
        };
}

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
