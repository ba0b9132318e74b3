using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>The tables with rows of organizations that a statement references.</summary>
/// <param name="All">Each reference.</param>
/// <param name="Unconfined">
/// Each reference whose rows are not all confined to the organization of the parameter. A reference is confined if the
/// <c>WHERE</c> clause of the same query, update or delete compares the table's organization column with the parameter, either
/// as its only condition or combined with all others by <c>AND</c>. Every other reference counts as unconfined.
/// </param>
/// <param name="HasParameter">Whether the statement uses the parameter.</param>
internal sealed record OrganizationTables(
    IReadOnlyList<string> All,
    IReadOnlyList<string> Unconfined,
    bool HasParameter
)
{
    /// <summary>Finds the tables in a statement.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameter">The name of the organization parameter, including <c>@</c>.</param>
    public static OrganizationTables In(string sql, string parameter)
    {
        var references = new References(parameter);
        TSql.Parse(sql).Accept(references);
        return new OrganizationTables(
            [.. references.All.Select(NameOf)],
            [.. references.All.Where(name => !references.Confined.Contains(name)).Select(NameOf)],
            references.HasParameter
        );
    }

    private static string NameOf(SchemaObjectName name) => name.BaseIdentifier.Value;

    private sealed class References(string parameter) : TSqlFragmentVisitor
    {
        public List<SchemaObjectName> All { get; } = [];

        public HashSet<SchemaObjectName> Confined { get; } = [];

        public bool HasParameter { get; private set; }

        public override void Visit(SchemaObjectName node)
        {
            if (OrganizationColumns.ByTable.ContainsKey(NameOf(node)))
            {
                All.Add(node);
            }
        }

        public override void Visit(VariableReference node) => HasParameter |= IsSame(node.Name, parameter);

        public override void Visit(QuerySpecification node) => Confine(node.FromClause, node.WhereClause);

        public override void Visit(UpdateSpecification node) => Confine(node.FromClause, node.WhereClause, node.Target);

        public override void Visit(DeleteSpecification node) => Confine(node.FromClause, node.WhereClause, node.Target);

        private void Confine(FromClause? from, WhereClause? where, params TableReference[] target)
        {
            TableReference[] tables = [.. target.Concat(from?.TableReferences ?? []).SelectMany(JoinedIn)];
            var compared = ConjunctsOf(where?.SearchCondition).SelectMany(ComparedColumns).ToArray();
            foreach (var table in tables.OfType<NamedTableReference>())
            {
                if (compared.Any(column => IsOrganizationOf(table, column, isOnlyTable: tables.Length == 1)))
                {
                    Confined.Add(table.SchemaObject);
                }
            }
        }

        private IEnumerable<IList<Identifier>> ComparedColumns(BooleanExpression condition) =>
            condition is BooleanComparisonExpression { ComparisonType: BooleanComparisonType.Equals } comparison
                ? new[]
                {
                    (Column: comparison.FirstExpression, Value: comparison.SecondExpression),
                    (Column: comparison.SecondExpression, Value: comparison.FirstExpression),
                }
                    .Where(sides => sides.Value is VariableReference variable && IsSame(variable.Name, parameter))
                    .Select(sides => (sides.Column as ColumnReferenceExpression)?.MultiPartIdentifier?.Identifiers)
                    .OfType<IList<Identifier>>()
                : [];

        private static bool IsOrganizationOf(NamedTableReference table, IList<Identifier> column, bool isOnlyTable) =>
            OrganizationColumns.ByTable.TryGetValue(NameOf(table.SchemaObject), out var organization)
            && IsSame(column[^1].Value, organization)
            && (
                column.Count == 1
                    ? isOnlyTable
                    : IsSame(column[^2].Value, (table.Alias ?? table.SchemaObject.BaseIdentifier).Value)
            );

        private static IEnumerable<TableReference> JoinedIn(TableReference table) =>
            table switch
            {
                JoinTableReference join => JoinedIn(join.FirstTableReference)
                    .Concat(JoinedIn(join.SecondTableReference)),
                JoinParenthesisTableReference parentheses => JoinedIn(parentheses.Join),
                _ => [table],
            };

        private static IEnumerable<BooleanExpression> ConjunctsOf(BooleanExpression? condition) =>
            condition switch
            {
                null => [],
                BooleanBinaryExpression { BinaryExpressionType: BooleanBinaryExpressionType.And } and => ConjunctsOf(
                        and.FirstExpression
                    )
                    .Concat(ConjunctsOf(and.SecondExpression)),
                BooleanParenthesisExpression parentheses => ConjunctsOf(parentheses.Expression),
                _ => [condition],
            };

        private static bool IsSame(string one, string other) =>
            string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
    }
}
