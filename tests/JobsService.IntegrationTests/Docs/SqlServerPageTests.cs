using JobsService.Infrastructure.Sql;
using JobsService.IntegrationTests.SqlServer;

namespace JobsService.IntegrationTests.Docs;

/// <summary><c>docs/sql-server.md</c> shows every statement as SQL Server gets it.</summary>
internal sealed class SqlServerPageTests
{
    /// <summary>Said in words on the page: their texts are as long as a job is wide, a hundred times.</summary>
    private static readonly string[] InWords = ["SeedingStatements.InsertJob", "SeedingStatements.InsertHundredJobs"];

    private static readonly SqlServerEngine Engine = new("Server=nowhere;Database=jobs");

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "sql-server.md"));

    [Test]
    public void Every_statement_stands_on_the_page()
    {
        var missing = StatementCatalog
            .All.Where(named => !Page.Contains(SectionOf(named.Name, named.Statement), StringComparison.Ordinal))
            .Select(named => named.Name);

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Every_statement_on_the_page_is_one_of_the_service()
    {
        var titles = Page.Split('\n')
            .Where(line => line.StartsWith("### ", StringComparison.Ordinal))
            .Select(line => line[4..]);

        Assert.That(titles, Is.EquivalentTo(StatementCatalog.All.Select(named => named.Name)));
    }

    private static string SectionOf(string name, Statement statement) =>
        InWords.Contains(name, StringComparer.Ordinal)
            ? $"### {name}\n"
            : $"### {name}\n\n```sql\n{Engine.TextOf(statement)}\n```\n";
}
