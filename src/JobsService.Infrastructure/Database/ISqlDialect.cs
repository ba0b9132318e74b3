using System.Data.Common;

namespace JobsService.Infrastructure.Database;

/// <summary>The differences in SQL and in types between the database engines. All other code is shared by both.</summary>
internal interface ISqlDialect
{
    /// <summary>Returns a view of the current row of a reader, valid for every row of the reader.</summary>
    Row RowOf(DbDataReader reader);

    /// <summary>Converts a time to its column value, truncated to whole seconds.</summary>
    object ToColumn(DateTimeOffset time);

    /// <summary>Returns the SQL of a statement for the engine.</summary>
    string TextOf(Statement statement);

    /// <summary>Sets the type of a driver parameter to the type of a column.</summary>
    void SetType(DbParameter parameter, ColumnType type);

    /// <summary>Whether an insert of many rows is faster than many inserts of one row.</summary>
    bool PrefersInsertsOfManyRows { get; }

    /// <summary>
    /// Locks an organization until the transaction ends; null if a transaction excludes all other writers anyway. See <see
    /// cref="DatabaseTransaction.LockOrganization"/>.
    /// </summary>
    Statement? LockOrganization { get; }

    /// <summary>The statements to run before and after inserts with explicit job ids; null if the engine needs none.</summary>
    (Statement Begin, Statement End)? IdentityInsert { get; }
}
