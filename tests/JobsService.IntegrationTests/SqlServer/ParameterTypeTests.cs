using System.Data;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Database.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using ColumnType = JobsService.Infrastructure.Database.ColumnType;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>A parameter has exactly the type of the column that it is compared with or stored in. Needs no server.</summary>
internal sealed class ParameterTypeTests
{
    private static readonly SqlServerDialect Dialect = new();

    [TestCaseSource(typeof(StatementCatalog), nameof(StatementCatalog.Cases))]
    public void Every_parameter_has_the_type_of_its_columns(IReadOnlyList<Statement> statements)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var statement in statements)
            {
                AssertTypes(statement);
            }
        }
    }

    [TestCase("SELECT id FROM jobs WHERE state = @p", "varchar(64)")]
    [TestCase("SELECT id FROM jobs WHERE @p < begins_at", "datetime2(0)")]
    [TestCase("INSERT INTO api_keys (id, name) VALUES (1, @p)", "nvarchar(100)")]
    [TestCase("INSERT INTO organizations (id, name) SELECT 1, @p", "nvarchar(255)")]
    [TestCase("SELECT id FROM jobs WHERE job_type IN ('x', @p)", "varchar(64)")]
    [TestCase("SELECT id FROM jobs ORDER BY id OFFSET @p ROWS FETCH NEXT 1 ROWS ONLY", "bigint")]
    [TestCase("SELECT id FROM jobs ORDER BY id OFFSET 0 ROWS FETCH NEXT @p ROWS ONLY", "bigint")]
    [TestCase("UPDATE api_keys SET name = @p WHERE id = 1", "nvarchar(100)")]
    [TestCase("UPDATE api_keys SET expires_at = @p", "datetime2(0)")]
    [TestCase("SELECT id FROM api_keys WHERE name LIKE @p ESCAPE '!'", "nvarchar(100)")]
    [TestCase("SELECT id FROM jobs WHERE row_version >= CAST(@p AS binary(8))", "bigint")]
    [TestCase("SELECT k.id FROM api_keys k WHERE k.secret_hash = @p AND k.organization_id > 0", "binary(32)")]
    public void The_column_type_of_a_parameter_is_found(string sql, string type)
    {
        Assert.That(ColumnsOfParameters(sql)["@p"], Is.EqualTo(new[] { type }));
    }

    [Test]
    public void A_parameter_that_is_converted_to_another_type_than_that_of_its_column_is_reported()
    {
        Assert.That(
            ColumnsOfParameters(
                "SELECT id FROM jobs WHERE row_version >= CAST(@p AS bigint) AND id = CAST(@q AS binary(8))"
            ),
            Is.Empty
        );
    }

    [Test]
    public void A_value_longer_than_its_column_is_not_truncated()
    {
        var parameter = new SqlParameter { ParameterName = "state", Value = new string('x', 65) };

        Dialect.SetType(parameter, ColumnType.VarChar(64));

        Assert.That((parameter.Size, parameter.Value), Is.EqualTo((65, new string('x', 65))));
    }

    private static void AssertTypes(Statement statement)
    {
        var columns = ColumnsOfParameters(Dialect.TextOf(statement));
        foreach (var (name, type) in statement.Parameters)
        {
            var parameter = new SqlParameter { ParameterName = name };
            Dialect.SetType(parameter, type);
            Assert.That(columns[$"@{name}"], Is.Not.Empty.And.All.EqualTo(DeclarationOf(parameter)), name);
        }
    }

    private static string DeclarationOf(SqlParameter parameter)
    {
        var type = parameter.SqlDbType.ToString().ToLowerInvariant();
        return parameter switch
        {
            { SqlDbType: SqlDbType.DateTime2 } => $"{type}({parameter.Scale})",
            { Size: > 0 } => $"{type}({parameter.Size})",
            _ => type,
        };
    }

    /// <summary>For each parameter of a statement, the types of the columns that it is compared with or stored in.</summary>
    private static ILookup<string, string> ColumnsOfParameters(string sql)
    {
        var pairs = new ParameterColumnPairs();
        TSql.Parse(sql).Accept(pairs);
        return pairs
            .Pairs.SelectMany(pair => pairs.TypesOf(pair.Column).Select(type => (pair.Parameter, Type: type)))
            // SQL Server converts a bigint to the eight bytes of a rowversion, and no other type.
            .Concat(
                pairs
                    .Bytes.Where(pair => pairs.TypesOf(pair.Column).Contains("rowversion", StringComparer.Ordinal))
                    .Select(pair => (pair.Parameter, Type: "bigint"))
            )
            .Concat(pairs.Numbers.Select(parameter => (Parameter: parameter, Type: "bigint")))
            .ToLookup(pair => pair.Parameter, pair => pair.Type, StringComparer.Ordinal);
    }

    /// <summary>Collects pairs of a parameter and a column from comparisons, IN lists, inserts and updates.</summary>
    private sealed class ParameterColumnPairs : TSqlFragmentVisitor
    {
        public HashSet<string> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

        public List<(string Parameter, string Column)> Pairs { get; } = [];

        public List<string> Numbers { get; } = [];

        /// <summary>Pairs in which the parameter is converted to eight bytes.</summary>
        public List<(string Parameter, string Column)> Bytes { get; } = [];

        /// <summary>The types of the columns with a name in the tables of the statement.</summary>
        public IEnumerable<string> TypesOf(string name) =>
            TableColumns
                .OfMigrations.Where(column => Tables.Contains(column.Table) && column.Name == name)
                .Select(column => column.Type);

        public override void Visit(NamedTableReference node) => Tables.Add(node.SchemaObject.BaseIdentifier.Value);

        public override void Visit(BooleanComparisonExpression node)
        {
            AddPair(node.FirstExpression, node.SecondExpression);
            AddPair(node.SecondExpression, node.FirstExpression);
        }

        public override void Visit(InPredicate node)
        {
            foreach (var value in node.Values)
            {
                AddPair(node.Expression, value);
            }
        }

        public override void Visit(LikePredicate node) => AddPair(node.FirstExpression, node.SecondExpression);

        public override void Visit(AssignmentSetClause node) => AddPair(node.Column, node.NewValue);

        // SQL Server uses bigint for the row counts of OFFSET and FETCH.
        public override void Visit(OffsetClause node) =>
            Numbers.AddRange(
                new[] { node.OffsetExpression, node.FetchExpression }
                    .OfType<VariableReference>()
                    .Select(parameter => parameter.Name)
            );

        public override void Visit(InsertSpecification node)
        {
            var rows = node.InsertSource switch
            {
                ValuesInsertSource values => values.RowValues.Select(row => row.ColumnValues),
                SelectInsertSource { Select: QuerySpecification select } =>
                [
                    [.. select.SelectElements.Cast<SelectScalarExpression>().Select(element => element.Expression)],
                ],
                var other => throw new NotSupportedException($"{other}"),
            };
            foreach (var row in rows)
            {
                foreach (var (column, value) in node.Columns.Zip(row))
                {
                    AddPair(column, value);
                }
            }
        }

        private void AddPair(ScalarExpression column, ScalarExpression value)
        {
            if (column is not ColumnReferenceExpression reference)
            {
                return;
            }

            var name = reference.MultiPartIdentifier.Identifiers[^1].Value;
            switch (value)
            {
                case VariableReference parameter:
                    Pairs.Add((parameter.Name, name));
                    break;
                case CastCall { Parameter: VariableReference parameter, DataType: SqlDataTypeReference type }
                    when TableColumns.TypeOf(type) == "binary(8)":
                    Bytes.Add((parameter.Name, name));
                    break;
            }
        }
    }

    /// <summary>The columns of the tables that SQL Server's migrations create.</summary>
    private static class TableColumns
    {
        public static IReadOnlyList<(string Table, string Name, string Type)> OfMigrations { get; } =
        [
            .. TSql.Migrations()
                .SelectMany(TSql.StatementsOf)
                .Select(statement => statement.Tree)
                .SelectMany(ColumnsOf)
                .Select(column =>
                    (
                        column.Table.BaseIdentifier.Value,
                        column.Definition.ColumnIdentifier.Value,
                        TypeOf((SqlDataTypeReference)column.Definition.DataType)
                    )
                ),
        ];

        private static IEnumerable<(SchemaObjectName Table, ColumnDefinition Definition)> ColumnsOf(
            TSqlStatement statement
        ) =>
            statement switch
            {
                CreateTableStatement create => create.Definition.ColumnDefinitions.Select(column =>
                    (create.SchemaObjectName, column)
                ),
                AlterTableAddTableElementStatement alter => alter.Definition.ColumnDefinitions.Select(column =>
                    (alter.SchemaObjectName, column)
                ),
                _ => [],
            };

        public static string TypeOf(SqlDataTypeReference type)
        {
            var name = type.SqlDataTypeOption.ToString().ToLowerInvariant();
            return type.Parameters is [{ Value: var length }] ? $"{name}({length})" : name;
        }
    }
}
