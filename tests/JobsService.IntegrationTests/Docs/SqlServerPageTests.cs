using System.Text.RegularExpressions;
using JobsService.Infrastructure.Database.SqlServer;
using JobsService.IntegrationTests.SqlServer;

namespace JobsService.IntegrationTests.Docs;

/// <summary><c>docs/sql-server-statements.md</c> names every statement and has every line of the statements of lists.</summary>
internal sealed partial class SqlServerPageTests
{
    private const int MaxLines = 250;

    private static readonly SqlServerDialect Dialect = new();

    private static readonly string Page = File.ReadAllText(
        Path.Combine(Repository.Root, "docs", "sql-server-statements.md")
    );

    private static readonly string[] PageLines = Page.Split('\n');

    [Test]
    public void The_page_names_exactly_the_statements_of_the_service()
    {
        var named = StatementNames().Matches(Page).Select(name => name.Groups["name"].Value).ToArray();
        var lists = StatementCatalog.All.Where(entry => entry.Shape is not null).Select(entry => entry.Field).ToArray();
        var others = StatementCatalog.All.Where(entry => entry.Shape is null).Select(entry => entry.Field).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                lists.Except(named, StringComparer.Ordinal),
                Is.Empty,
                "Statements missing in docs/sql-server-statements.md, section 'Lists'"
            );
            Assert.That(
                others.Except(named, StringComparer.Ordinal),
                Is.Empty,
                "Statements missing in docs/sql-server-statements.md, section 'Other statements'"
            );
            Assert.That(
                named.Except([.. lists, .. others], StringComparer.Ordinal),
                Is.Empty,
                "Statements in docs/sql-server-statements.md that do not exist"
            );
        }
    }

    [Test]
    public void Every_part_of_the_statements_of_lists_is_on_the_page()
    {
        var parts = StatementCatalog
            .All.Where(entry => entry.Shape is not null)
            .SelectMany(entry => Dialect.TextOf(entry.Statement).Split('\n').Select(WithoutJoin).Select(Shortened))
            .Where(line => !line.StartsWith("SELECT ", StringComparison.Ordinal))
            .Where(line =>
                !line.StartsWith("FROM ", StringComparison.Ordinal) || line.Contains(" WITH ", StringComparison.Ordinal)
            )
            .ToHashSet(StringComparer.Ordinal);

        Assert.That(parts, Is.Not.Empty);
        Assert.That(
            parts.Except(PageLines, StringComparer.Ordinal),
            Is.Empty,
            "Lines missing in docs/sql-server-statements.md"
        );
    }

    [Test]
    public void Every_example_is_a_statement_of_the_service()
    {
        var texts = StatementCatalog
            .All.Select(entry => Shortened(Dialect.TextOf(entry.Statement)))
            .ToHashSet(StringComparer.Ordinal);
        var examples = Page[Page.IndexOf("## Examples", StringComparison.Ordinal)..]
            .Split("```sql\n")
            .Skip(1)
            .Select(block => block[..block.IndexOf("\n```", StringComparison.Ordinal)])
            .ToArray();

        Assert.That(examples, Has.Length.GreaterThanOrEqualTo(3));
        Assert.That(
            examples.Where(example => !texts.Contains(example)),
            Is.Empty,
            "Examples in docs/sql-server-statements.md that are no statements of the service"
        );
    }

    [Test]
    public void The_page_is_shorter_than_its_limit() =>
        Assert.That(PageLines, Has.Length.LessThanOrEqualTo(MaxLines), "Lines of docs/sql-server-statements.md");

    /// <summary>A text with only the first and the last one of the parameters of a list.</summary>
    private static string Shortened(string text) => Middle().Replace(text, "@${name}_0, …, @${name}_${last})");

    /// <summary>A line without indentation and without the leading <c>WHERE</c> or <c>AND</c>.</summary>
    private static string WithoutJoin(string line)
    {
        var text = line.TrimStart();
        return text.StartsWith("WHERE ", StringComparison.Ordinal) ? text[6..]
            : text.StartsWith("AND ", StringComparison.Ordinal) ? text[4..]
            : text;
    }

    [GeneratedRegex(
        @"@(?<name>\w+?)_0, @\k<name>_1,[^)]*@\k<name>_(?<last>\d+)\)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Middle();

    [GeneratedRegex(@"`(?<name>\w+Statements\.\w+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StatementNames();
}
