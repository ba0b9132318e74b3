using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>
/// The schema after all migrations, with one definition for each table. The binder accepts only definitions, so later
/// <c>ALTER TABLE</c> statements are merged into them.
/// </summary>
internal static class FoldedSchema
{
    /// <summary>The definitions, one statement each.</summary>
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
                    var table = TableOf(add);
                    table.ColumnDefinitions.AddRange(add.Definition.ColumnDefinitions);
                    table.TableConstraints.AddRange(add.Definition.TableConstraints);
                    break;
                case AlterTableAlterColumnStatement alter:
                    ChangeType(TableOf(alter), alter);
                    break;
                case DropIndexStatement drop:
                    foreach (var clause in drop.DropIndexClauses.Cast<DropIndexClause>())
                    {
                        statements.RemoveAll(index =>
                            index is CreateIndexStatement create && IsNamed(create.Name, clause.Index)
                        );
                    }

                    break;
                case IfStatement conditional:
                    statements.Add(conditional.ThenStatement);
                    break;
                case AlterTableStatement:
                    throw new NotSupportedException(
                        $"FoldedSchema cannot merge this statement into the definition of its table yet: {sql}"
                    );
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

    private static void ChangeType(TableDefinition table, AlterTableAlterColumnStatement alter)
    {
        var column = table.ColumnDefinitions.Single(column => IsNamed(column.ColumnIdentifier, alter.ColumnIdentifier));
        column.DataType = alter.DataType;
        column.Collation = alter.Collation;
        column.Constraints.Clear();
        if (
            alter.AlterTableAlterColumnOption is AlterTableAlterColumnOption.NotNull or AlterTableAlterColumnOption.Null
        )
        {
            column.Constraints.Add(
                new NullableConstraintDefinition
                {
                    Nullable = alter.AlterTableAlterColumnOption == AlterTableAlterColumnOption.Null,
                }
            );
        }
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
