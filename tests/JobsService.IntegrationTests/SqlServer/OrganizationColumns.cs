using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>The tables of the migrated schema that hold rows of organizations, each with the column of the organization id.</summary>
internal static class OrganizationColumns
{
    private const string Name = "organization_id";

    /// <summary>
    /// The column by table: <c>organization_id</c>, the column that it references, and every other column that references the
    /// same table.
    /// </summary>
    public static IReadOnlyDictionary<string, string> ByTable { get; } = Find();

    private static Dictionary<string, string> Find()
    {
        var columns = FoldedSchema
            .Definitions.SelectMany(TSql.StatementsOf)
            .Select(statement => statement.Tree)
            .OfType<CreateTableStatement>()
            .SelectMany(table =>
                table.Definition.ColumnDefinitions.Select(column =>
                    (Table: table.SchemaObjectName.BaseIdentifier.Value, Definition: column)
                )
            )
            .Select(column =>
                (
                    column.Table,
                    Name: column.Definition.ColumnIdentifier.Value,
                    References: ReferenceOf(column.Definition)
                )
            )
            .ToArray();
        var named = columns.Where(column => IsSame(column.Name, Name)).ToArray();
        var owners = named.Select(column => column.References).OfType<(string Table, string Column)>().ToArray();
        var others = columns.Where(column => owners.Any(owner => IsSame(owner.Table, column.References?.Table)));

        var byTable = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (
            var (table, column) in named.Concat(others).Select(column => (column.Table, column.Name)).Concat(owners)
        )
        {
            byTable.TryAdd(table, column);
        }

        return byTable;
    }

    private static (string Table, string Column)? ReferenceOf(ColumnDefinition column) =>
        column.Constraints.OfType<ForeignKeyConstraintDefinition>().FirstOrDefault() is { } foreignKey
            ? (foreignKey.ReferenceTableName.BaseIdentifier.Value, foreignKey.ReferencedTableColumns[0].Value)
            : null;

    private static bool IsSame(string one, string? other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
