using Microsoft.SqlServer.Dac.Model;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>
/// Binds statements to the migrated schema with DacFx, SQL Server's own parser and binder, which need no server.
/// </summary>
internal static class SqlServerBinder
{
    /// <summary>
    /// Objects that statements use and no migration creates, defined as documented: DbUp's journal, and objects of SQL Server that
    /// the binder does not know. It accepts no definition in the schema <c>sys</c>, hence the name <c>sys_databases</c>.
    /// </summary>
    private static readonly string[] PredefinedObjects =
    [
        "CREATE TABLE schema_versions (Id int NOT NULL, ScriptName nvarchar(255) NOT NULL, Applied datetime NOT NULL)",
        "CREATE TABLE sys_databases (database_id int NOT NULL, is_read_committed_snapshot_on bit NULL)",
        """
            CREATE PROCEDURE sp_getapplock (@Resource nvarchar(255), @LockMode nvarchar(32),
              @LockOwner nvarchar(32) = 'Transaction', @LockTimeout int = NULL, @DbPrincipal sysname = 'public') AS
            RETURN 0
            """,
    ];

    /// <summary>The errors and warnings of the binder for the schema and the statements. Empty if all of them bind.</summary>
    /// <param name="statements">The statements, each with the declarations of its parameters, such as <c>@id bigint, …</c>.</param>
    /// <remarks>The binder reports an unknown table only as a warning, so warnings are included.</remarks>
    public static IReadOnlyList<string> MessagesAbout(params IEnumerable<(string Sql, string Parameters)> statements)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var definition in FoldedSchema.Definitions.Concat(PredefinedObjects))
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
