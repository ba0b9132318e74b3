using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Database.SqlServer;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>Every statement of the service passes SQL Server's own binder. Needs no server.</summary>
internal sealed class BoundStatementTests
{
    private static readonly SqlServerDialect Dialect = new();

    [TestCaseSource(typeof(StatementCatalog), nameof(StatementCatalog.Cases))]
    public void Every_statement_binds_without_errors_or_warnings(IReadOnlyList<Statement> statements)
    {
        Assert.That(Bind(statements), Is.Empty);
    }

    [Test]
    public void The_schema_binds_without_errors_or_warnings()
    {
        Assert.That(SqlServerBinder.MessagesAbout(), Is.Empty);
    }

    [TestCase("SELECT idd FROM jobs", "[idd]")]
    [TestCase("SELECT id FROM jobss", "[jobss]")]
    [TestCase("SELECT id FROM jobs WHERE id = @nope", "@nope")]
    [TestCase("SELECT id FORM jobs", "Incorrect syntax")]
    public void A_misspelled_column_table_parameter_or_keyword_is_reported(string sql, string misspelled)
    {
        Assert.That(Bind(new Statement(sql, ("id", ColumnType.BigInt))), Has.Some.Contains(misspelled));
    }

    private static IReadOnlyList<string> Bind(params IReadOnlyList<Statement> statements) =>
        SqlServerBinder.MessagesAbout([
            .. statements.Select(statement =>
                (
                    Dialect.TextOf(statement),
                    string.Join(", ", statement.Parameters.Select(parameter => $"@{parameter.Name} {parameter.Type}"))
                )
            ),
        ]);
}
