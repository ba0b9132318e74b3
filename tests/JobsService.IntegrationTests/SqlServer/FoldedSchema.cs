using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>
/// What the migrations come to: every table as if it had been made at once. The binder takes definitions, and no changes.
/// </summary>
internal static class FoldedSchema
{
    /// <summary>The definitions, one at a time.</summary>
    public static IReadOnlyList<string> Definitions { get; } =
    [
        .. Statements()
            .Select(statement =>
            {
                new Sql160ScriptGenerator().GenerateScript(statement, out var sql);
                return sql;
            }),
    ];

    private static List<TSqlStatement> Statements()
    {
        List<TSqlStatement> statements = [];
        foreach (var (statement, sql) in TSql.Migrations().SelectMany(TSql.StatementsOf))
        {
            switch (statement)
            {
                case AlterTableAddTableElementStatement add:
                    var grown = TableOf(add);
                    grown.ColumnDefinitions.AddRange(add.Definition.ColumnDefinitions);
                    grown.TableConstraints.AddRange(add.Definition.TableConstraints);
                    break;
                case AlterTableStatement:
                    throw new NotSupportedException($"Nobody has said yet how to fold this: {sql}");
                default:
                    statements.Add(statement);
                    break;
            }
        }

        return statements;

        TableDefinition TableOf(AlterTableStatement alter) =>
            statements
                .OfType<CreateTableStatement>()
                .Single(table => IsNamed(table.SchemaObjectName.BaseIdentifier, alter.SchemaObjectName.BaseIdentifier))
                .Definition;
    }

    private static bool IsNamed(Identifier? one, Identifier other) =>
        string.Equals(one?.Value, other.Value, StringComparison.OrdinalIgnoreCase);

    private static void AddRange<T>(this IList<T> list, IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            list.Add(item);
        }
    }
}
