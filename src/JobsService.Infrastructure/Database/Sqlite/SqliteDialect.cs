using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>The SQL and the types of SQLite.</summary>
internal sealed class SqliteDialect : ISqlDialect
{
    public Row RowOf(DbDataReader reader) => new SqliteRow(((SqliteDataReader)reader).Handle!);

    public object ToColumn(DateTimeOffset time) => time.ToUnixTimeSeconds();

    public string TextOf(Statement statement)
    {
        var text = statement.SqliteText ?? statement.Text;
        return statement.Limit switch
        {
            RowLimit.Take => $"{text}\nLIMIT @take",
            RowLimit.SkipAndTake => $"{text}\nLIMIT @take OFFSET @skip",
            _ => text,
        };
    }

    // SQLite has no parameter types: each value has its own type, and STRICT tables check it.
    public void SetType(DbParameter parameter, ColumnType type) { }

    // There are no network round trips to save, and SQLite searches parameters linearly.
    public bool PrefersInsertsOfManyRows => false;

    // SQLite accepts explicit ids without a special mode.
    public Statement? LockOrganization => null;

    public (Statement Begin, Statement End)? IdentityInsert => null;
}
