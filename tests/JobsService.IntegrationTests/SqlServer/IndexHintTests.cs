using System.Text.RegularExpressions;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Database.SqlServer;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>
/// The plans of SQL Server, as far as they follow from the statements without a server: each query of jobs names an index that exists,
/// that it can seek, that contains its rows, and whose order is that of the list, so that nothing is sorted.
/// </summary>
internal sealed partial class IndexHintTests
{
    private static readonly SqlServerDialect Dialect = new();

    private static readonly Dictionary<string, CreateIndexStatement> Indexes = FoldedSchema
        .Definitions.SelectMany(TSql.StatementsOf)
        .Select(statement => statement.Tree)
        .OfType<CreateIndexStatement>()
        .ToDictionary(index => index.Name.Value, StringComparer.Ordinal);

    private static readonly CatalogEntry[] Lists =
    [
        .. StatementCatalog.All.Where(entry => entry.Field is "JobStatements.Lists" or "JobChangeStatements.Changed"),
    ];

    [Test]
    public void Every_query_of_one_organization_seeks_by_the_organization()
    {
        var entries = StatementCatalog.All.Where(entry =>
            entry.Scope == ScopeKind.OneOrganization
            && (entry.Field is "JobStatements.Statistics" || Lists.Contains(entry))
        );

        var queries = entries.SelectMany(QueriesIn).ToArray();
        Assert.That(queries, Has.Length.GreaterThan(500));
        Assert.That(queries.Select(query => query.Hint), Has.All.StartsWith("FORCESEEK"));
        Assert.That(
            queries.Where(query => query.Index is not null).Select(query => KeysOf(query.Index!).First()),
            Has.All.EqualTo("organization_id")
        );
    }

    [Test]
    public void Every_index_of_a_hint_can_be_used_for_its_query()
    {
        var queries = Lists
            .Concat(StatementCatalog.All.Where(entry => entry.Field == "JobStatements.Statistics"))
            .SelectMany(QueriesIn)
            .Where(query => query.Index is not null)
            .ToArray();

        Assert.That(queries, Has.Length.GreaterThan(500));
        using (Assert.EnterMultipleScope())
        {
            foreach (var query in queries)
            {
                Assert.That(Indexes.Keys, Does.Contain(query.Index), $"{query}");
                var index = Indexes[query.Index!];
                foreach (var condition in ConjunctsOf(index.FilterPredicate))
                {
                    Assert.That(query.Where, Does.Contain(condition), $"{query}: the filter of {query.Index}");
                }
            }
        }
    }

    [Test]
    public void Every_list_is_in_the_order_of_its_indexes()
    {
        var ordered = Lists.Where(entry => OrderOf(entry) is not null).ToArray();

        Assert.That(ordered, Has.Length.GreaterThan(300));
        using (Assert.EnterMultipleScope())
        {
            foreach (var entry in ordered)
            {
                var order = OrderOf(entry)!;
                foreach (var query in QueriesIn(entry).Where(query => query.Index is not null))
                {
                    var keys = KeysOf(query.Index!)
                        .SkipWhile(key => query.Where.Contains($" {key} = @", StringComparison.Ordinal));
                    Assert.That(keys.FirstOrDefault(order), Is.EqualTo(order), $"{entry} by {query.Index}");
                }
            }
        }
    }

    /// <summary>Only uniqueness tells the optimizer that the rows of both queries need no further order.</summary>
    [Test]
    public void A_union_is_merged_in_a_unique_order()
    {
        var unions = Lists.Where(entry => QueriesIn(entry).Length > 1 && OrderOf(entry) is not null).ToArray();

        Assert.That(unions, Is.Not.Empty);
        Assert.That(
            unions.Select(entry => Dialect.TextOf(entry.Statement)),
            Has.All.Match(@"\nOPTION \(.*MERGE UNION\)$")
        );
        Assert.That(Indexes["uq_jobs_row_version"].Unique, Is.True);
        Assert.That(unions.Select(OrderOf), Has.All.AnyOf("id", "row_version"));
    }

    [Test]
    public void No_other_statement_has_the_union_option() =>
        Assert.That(
            StatementCatalog
                .All.Where(entry => QueriesIn(entry).Length < 2 || OrderOf(entry) is null)
                .Select(entry => Dialect.TextOf(entry.Statement)),
            Has.None.Contain("MERGE UNION")
        );

    /// <summary>The queries on the table <c>jobs</c> in a statement.</summary>
    private static HintedQuery[] QueriesIn(CatalogEntry entry) =>
        [
            .. Queries()
                .Matches(Dialect.TextOf(entry.Statement))
                .Select(match => new HintedQuery(
                    $"{entry}",
                    match.Groups["hint"].Value,
                    match.Groups["index"] is { Success: true, Value: var index } ? index : null,
                    match.Groups["where"].Value
                )),
        ];

    private static IEnumerable<string> KeysOf(string index) =>
        Indexes[index].Columns.Select(column => column.Column.MultiPartIdentifier.Identifiers[^1].Value);

    private static string? OrderOf(CatalogEntry entry) =>
        Order().Match(Dialect.TextOf(entry.Statement)) is { Success: true } match ? match.Groups["column"].Value : null;

    /// <summary>The conditions of the filter of an index, as they are written in the statements.</summary>
    private static IEnumerable<string> ConjunctsOf(BooleanExpression? filter)
    {
        if (filter is null)
        {
            return [];
        }

        new Sql160ScriptGenerator().GenerateScript(filter, out var sql);
        return sql.ReplaceLineEndings(" ").Split(" AND ").Select(condition => condition.Trim());
    }

    [GeneratedRegex(
        @"FROM jobs( WITH \((?<hint>(FORCESEEK( \((?<index>\w+) \(organization_id\)\))?|INDEX \((?<index>\w+)\)))\))?(?<where>(\s+(WHERE|AND) [^\n]*)*)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Queries();

    [GeneratedRegex(@"\nORDER BY (?<column>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Order();

    private sealed record HintedQuery(string Name, string Hint, string? Index, string Where);
}
