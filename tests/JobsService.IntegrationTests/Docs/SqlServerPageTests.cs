using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Database.SqlServer;
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
            .All.Where(entry => entry.Shape is null && !InWords.Contains(entry.Field, StringComparer.Ordinal))
            .Where(entry => !SectionOf(entry.Field).Contains(BlockOf(entry.Statement), StringComparison.Ordinal));

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Every_line_of_the_statements_of_a_set_stands_on_the_page()
    {
        var lines = StatementCatalog
            .All.Where(entry => entry.Shape is not null)
            .SelectMany(entry => Engine.TextOf(entry.Statement).Split('\n').Select(WithoutJoin))
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
            Is.EquivalentTo(StatementCatalog.All.Select(entry => entry.Field).Distinct(StringComparer.Ordinal))
        );
    }

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

    /// <summary>The page from the heading of a field to the next heading.</summary>
    private static string SectionOf(string field)
    {
        var lines = PageLines
            .SkipWhile(line => line != $"### {field}")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("##", StringComparison.Ordinal));
        return $"{string.Join('\n', lines)}\n";
    }

    private static string BlockOf(Statement statement) => $"```sql\n{Engine.TextOf(statement)}\n```\n";
}
