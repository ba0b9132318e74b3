using Microsoft.SqlServer.Dac.Model;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>
/// SQL Server's own parser and binder, which need no server (DacFx), on the schema that the migrations make.
/// </summary>
internal static class SqlServerBinder
{
    /// <summary>
    /// What statements may use although no migration makes it, as its documentation describes it: DbUp's journal, and what
    /// SQL Server brings along, which the binder does not know. It takes no definition in sys.
    /// </summary>
    private static readonly string[] BroughtAlong =
    [
        "CREATE TABLE schema_versions (Id int NOT NULL, ScriptName nvarchar(255) NOT NULL, Applied datetime NOT NULL)",
        "CREATE TABLE sys_databases (database_id int NOT NULL, is_read_committed_snapshot_on bit NULL)",
        """
            CREATE PROCEDURE sp_getapplock (@Resource nvarchar(255), @LockMode nvarchar(32),
              @LockOwner nvarchar(32) = 'Transaction', @LockTimeout int = NULL, @DbPrincipal sysname = 'public') AS
            RETURN 0
            """,
    ];

    /// <summary>What the binder says about the schema and about statements in it; nothing is good.</summary>
    /// <param name="statements">Each with the declarations of its parameters, <c>@id bigint, …</c>.</param>
    /// <remarks>To it an unknown table is only a warning, so every message counts.</remarks>
    public static IReadOnlyList<string> MessagesAbout(params IEnumerable<(string Sql, string Parameters)> statements)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var definition in FoldedSchema.Definitions.Concat(BroughtAlong))
        {
            model.AddObjects(definition);
        }

        try
        {
            foreach (var (index, statement) in statements.Index())
            {
                model.AddObjects(
                    $"CREATE PROCEDURE statement_{index} {statement.Parameters} AS\n{WithoutSys(statement.Sql)}"
                );
            }
        }
        catch (DacModelException unparsed)
        {
            return [unparsed.Message];
        }

        return [.. model.Validate().Select(message => message.Message)];
    }

    private static string WithoutSys(string sql) =>
        sql.Replace("sys.databases", "sys_databases", StringComparison.Ordinal);
}
