using System.Reflection;
using System.Text.RegularExpressions;
using JobsService.Infrastructure;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>Every statement of the service, in SQL Server's own binder. Needs no server.</summary>
internal sealed partial class BoundStatementTests
{
    /// <summary>The parameters by their names, with the types of the columns that they meet.</summary>
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["@active"] = "bit",
        ["@createdAt"] = "datetime2(0)",
        ["@id"] = "bigint",
        ["@name"] = "nvarchar(255)",
        ["@organizationId"] = "bigint",
        ["@organizationName"] = "nvarchar(255)",
        ["@role"] = "varchar(32)",
        ["@secretHash"] = "binary(32)",
    };

    /// <summary>The constants of the classes that are named <c>…Statements</c>: that is where statements stand.</summary>
    private static IEnumerable<TestCaseData> Statements() =>
        typeof(InfrastructureServices)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Statements", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Select(field =>
                new TestCaseData((string)field.GetRawConstantValue()!).SetArgDisplayNames(
                    $"{field.DeclaringType!.Name}.{field.Name}"
                )
            );

    [TestCaseSource(nameof(Statements))]
    public void Every_statement_binds_without_a_message(string sql)
    {
        Assert.That(SqlServerBinder.MessagesAbout((sql, ParametersOf(sql))), Is.Empty);
    }

    [Test]
    public void The_schema_binds_without_a_message()
    {
        Assert.That(SqlServerBinder.MessagesAbout(), Is.Empty);
    }

    [TestCase("SELECT idd FROM jobs", "[idd]")]
    [TestCase("SELECT id FROM jobss", "[jobss]")]
    [TestCase("SELECT id FROM jobs WHERE id = @nope", "@nope")]
    [TestCase("SELECT id FORM jobs", "Incorrect syntax")]
    public void A_misspelled_column_table_parameter_or_word_is_found(string sql, string misspelled)
    {
        Assert.That(SqlServerBinder.MessagesAbout((sql, "")), Has.Some.Contains(misspelled));
    }

    private static string ParametersOf(string sql) =>
        string.Join(
            ", ",
            Parameters().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal).Select(Declare)
        );

    private static string Declare(string parameter) => $"{parameter} {Types[parameter]}";

    [GeneratedRegex(@"@\w+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameters();
}
