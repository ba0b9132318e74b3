using JobsService.Infrastructure.Sql;
using JobsService.IntegrationTests.SqlServer;

namespace JobsService.IntegrationTests.Docs;

/// <summary><c>docs/sql-server.md</c> shows every statement as SQL Server gets it, those of a set line by line.</summary>
internal sealed class SqlServerPageTests
{
    /// <summary>Said in words on the page: their texts are as long as a job is wide, a hundred times.</summary>
    private static readonly string[] InWords = ["SeedingStatements.InsertJob", "SeedingStatements.InsertHundredJobs"];

    private static readonly SqlServerEngine Engine = new("Server=nowhere;Database=jobs");

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "sql-server.md"));

    private static readonly string[] PageLines = Page.Split('\n');

    [Test]
    public void Every_statement_stands_on_the_page()
    {
        var missing = StatementCatalog
            .All.Where(named => !IsOfSet(named.Name))
            .Where(named => !Page.Contains(SectionOf(named.Name, named.Statement), StringComparison.Ordinal))
            .Select(named => named.Name);

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Every_line_of_the_statements_of_a_set_stands_on_the_page()
    {
        var lines = StatementCatalog
            .All.Where(named => IsOfSet(named.Name))
            .SelectMany(named => Engine.TextOf(named.Statement).Split('\n').Select(WithoutJoin))
            .Distinct(StringComparer.Ordinal);

        Assert.That(lines, Is.Not.Empty.And.SubsetOf(PageLines));
    }

    [Test]
    public void Every_statement_on_the_page_is_one_of_the_service()
    {
        var titles = PageLines
            .Where(line => line.StartsWith("### ", StringComparison.Ordinal))
            .Select(line => line[4..]);

        Assert.That(
            titles,
            Is.EquivalentTo(StatementCatalog.All.Select(named => FieldOf(named.Name)).Distinct(StringComparer.Ordinal))
        );
    }

    private static bool IsOfSet(string name) => name != FieldOf(name);

    private static string FieldOf(string name) => name.Split('[')[0];

    /// <summary>A condition without the word that joins it to what stands before.</summary>
    private static string WithoutJoin(string line)
    {
        foreach (var join in new[] { "WHERE ", "  AND " })
        {
            if (line.StartsWith(join, StringComparison.Ordinal))
            {
                return line[join.Length..];
            }
        }

        return line;
    }

    private static string SectionOf(string name, Statement statement) =>
        InWords.Contains(name, StringComparer.Ordinal)
            ? $"### {name}\n"
            : $"### {name}\n\n```sql\n{Engine.TextOf(statement)}\n```\n";
}
