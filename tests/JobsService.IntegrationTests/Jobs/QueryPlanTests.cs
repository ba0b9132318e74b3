using System.Text.RegularExpressions;
using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Jobs;
using JobsService.Infrastructure.Seeding;
using JobsService.IntegrationTests.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.SqlServer;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>
/// SQLite reads every list in the order of an index, with and without statistics. For every combination of filters it scans the
/// jobs of the scope from the cursor on, and sorts nothing. The plans of the other statements on jobs are listed.
/// </summary>
internal sealed partial class QueryPlanTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private static readonly int StateFilter = JobFilters
        .List.Filters.Select(filter => filter.Name)
        .ToList()
        .IndexOf("state");

    /// <summary>The expected plans of the statements on jobs that are not lists.</summary>
    private static readonly Dictionary<string, string> ExpectedPlans = new(StringComparer.Ordinal)
    {
        ["JobStatements.One for OneOrganization"] = "SEARCH jobs USING INTEGER PRIMARY KEY (rowid=?)",
        ["JobStatements.One for EveryOrganization"] = "SEARCH jobs USING INTEGER PRIMARY KEY (rowid=?)",
        ["JobStatements.CountsByStateAndType for OneOrganization"] =
            "SEARCH jobs USING COVERING INDEX ix_jobs_organization_state_type (organization_id=?)\n"
            + "USE TEMP B-TREE FOR ORDER BY",
        ["JobStatements.CountsByStateAndType for EveryOrganization"] =
            "SCAN jobs USING COVERING INDEX ix_jobs_organization_state_type\n"
            + "USE TEMP B-TREE FOR GROUP BY\nUSE TEMP B-TREE FOR ORDER BY",
    };

    [SetUp]
    public Task SeedJobs() =>
        Database
            .Services.GetRequiredService<DatabaseSeeder>()
            .Seed(organizations: 20, jobs: 20_000, seed: 1, new Progress<long>(), CancellationToken.None);

    [TestCase(false)]
    [TestCase(true)]
    public async Task Every_list_is_read_in_the_order_of_the_index_of_its_scope(bool withStatistics)
    {
        if (withStatistics)
        {
            await Database.Execute("ANALYZE");
        }

        using (Assert.EnterMultipleScope())
        {
            foreach (var shape in ListShapes.CoveringAndRandom(JobStatements.Lists))
            {
                foreach (var (scope, statement) in JobStatements.Lists.Compose(shape).Texts)
                {
                    var ofOneOrganization = scope == ScopeKind.OneOrganization;
                    Assert.That(
                        await PlanOf(statement),
                        shape.Part == ListPart.Count
                            ? Does.Match($"^{ExpectedPlanOfCount(shape, ofOneOrganization)}$")
                            : Is.EqualTo(ExpectedPlanOf(shape, ofOneOrganization)),
                        $"{ListShapes.NameOf(JobStatements.Lists, shape)} for {scope}"
                    );
                }
            }
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task One_state_of_one_organization_is_read_in_the_order_of_ids_from_its_index(bool withStatistics)
    {
        if (withStatistics)
        {
            await Database.Execute("ANALYZE");
        }

        foreach (var (order, from) in new[] { (JobOrder.Id, "id>?"), (JobOrder.IdDescending, "id<?") })
        {
            var shape = new ListShape(ListPart.KeysetPage, (int)order, Subset: 0, 1UL << StateFilter);
            var statement = JobStatements.Lists.Compose(shape).For(ScopeKind.OneOrganization);

            Assert.That(
                await PlanOf(statement, text => OneOfWords().Replace(text, "state = @state_0")),
                Is.EqualTo(
                    $"SEARCH jobs USING COVERING INDEX ix_jobs_organization_state (organization_id=? AND state=? AND {from})\n"
                        + "SEARCH jobs USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN"
                )
            );
        }
    }

    [Test]
    public async Task Every_other_statement_on_jobs_has_its_expected_plan()
    {
        var others = StatementCatalog.All.Where(entry =>
            entry.Field.StartsWith($"{nameof(JobStatements)}.", StringComparison.Ordinal) && entry.Shape is null
        );
        Dictionary<string, string> plans = new(StringComparer.Ordinal);
        foreach (var entry in others)
        {
            plans.Add($"{entry}", await PlanOf(entry.Statement));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                plans.Keys.Except(ExpectedPlans.Keys, StringComparer.Ordinal).Select(name => $"{name}: {plans[name]}"),
                Is.Empty,
                $"No plan is expected for these statements. If their plans are right, add them to "
                    + $"{nameof(QueryPlanTests)}.{nameof(ExpectedPlans)}."
            );
            Assert.That(
                ExpectedPlans.Keys.Except(plans.Keys, StringComparer.Ordinal),
                Is.Empty,
                $"Statements in {nameof(ExpectedPlans)} that do not exist"
            );
            foreach (var (name, plan) in plans.Where(plan => ExpectedPlans.ContainsKey(plan.Key)))
            {
                Assert.That(plan, Is.EqualTo(ExpectedPlans[name]), name);
            }
        }
    }

    [Test]
    public async Task Every_row_of_one_organization_is_compared_with_the_scope_and_read_from_the_table()
    {
        var entries = StatementCatalog
            .All.Where(entry => entry.Scope is ScopeKind.OneOrganization or ScopeKind.OrganizationAdmin)
            .Where(entry => OrganizationRows.AreIn(SelectedBy(entry.Statement)))
            .ToList();

        Assert.That(entries, Has.Count.GreaterThan(100));
        using (Assert.EnterMultipleScope())
        {
            foreach (var entry in entries)
            {
                Assert.That(entry.Statement.Rows?.Columns, Is.EqualTo(SelectedBy(entry.Statement)), $"{entry}");
                Assert.That(
                    (await PlanOf(entry.Statement)).Split('\n')[^1],
                    Does.StartWith($"SEARCH {entry.Statement.Rows?.Table} USING INTEGER PRIMARY KEY"),
                    $"{entry}"
                );
            }
        }
    }

    private static string SelectedBy(Statement statement) =>
        statement.Text.Split('\n')[0].Replace("SELECT ", "", StringComparison.Ordinal);

    private static string ExpectedPlanOf(ListShape shape, bool ofOneOrganization)
    {
        var order = (JobOrder)shape.Order;
        var isUnfiltered = shape is { Subset: 0, Filters: 0 };
        var isUnfinished = shape.Subset == (int)JobSubset.Unfinished;
        var key = order.IsByChange() ? "row_version" : "id";
        var index =
            (isUnfinished ? "ix_jobs_unfinished" : "ix_jobs")
            + (ofOneOrganization ? "_organization" : "")
            + (order.IsByChange() ? "_row_version" : "");
        var from = order is JobOrder.Id or JobOrder.Changed ? $"{key}>?" : $"{key}<?";
        var isFrom = shape.Part == ListPart.KeysetPage;

        // The row is looked up by the id of its index entry, so that no column of it is read from the index.
        var rowLookup = shape.Part is ListPart.Count or ListPart.Excess
            ? ""
            : "\nSEARCH jobs USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN";
        var covering = isUnfiltered ? "COVERING " : "";
        return (ofOneOrganization, index) switch
        {
            (true, _) =>
                $"SEARCH jobs USING {covering}INDEX {index} (organization_id=?{(isFrom ? $" AND {from}" : "")}){rowLookup}",
            (false, "ix_jobs") => isFrom ? $"SEARCH jobs USING INTEGER PRIMARY KEY (row{from})" : "SCAN jobs",
            _ => isFrom ? $"SEARCH jobs USING INDEX {index} ({from})" : $"SCAN jobs USING INDEX {index}",
        };
    }

    /// <summary>A count has no order, so it can use any index of its scope.</summary>
    private static string ExpectedPlanOfCount(ListShape shape, bool ofOneOrganization) =>
        (ofOneOrganization, shape.Subset == (int)JobSubset.Unfinished) switch
        {
            (true, _) when shape.Has(StateFilter) =>
                @"SEARCH jobs USING (COVERING )?INDEX ix_jobs_organization_state\w* \(organization_id=\? AND state=\?( AND job_type=\?)?\)",
            (true, true) => @"SEARCH jobs USING INDEX ix_jobs_unfinished_organization\w* \(organization_id=\?\)",
            (true, false) => @"SEARCH jobs USING (COVERING )?INDEX ix_jobs_organization\w* \(organization_id=\?\)",
            (false, true) => @"SCAN jobs USING INDEX ix_jobs_unfinished\w*",
            (false, false) => @"SCAN jobs( USING COVERING INDEX \w+)?",
        };

    private async Task<string> PlanOf(Statement statement, Func<string, string>? change = null)
    {
        var text = Database.Engine.Dialect.TextOf(statement);
        var values = statement.Parameters.ToDictionary(
            parameter => parameter.Name,
            object (_) => 7,
            StringComparer.Ordinal
        );
        var steps = await Database.Query<PlanStep>($"EXPLAIN QUERY PLAN {change?.Invoke(text) ?? text}", values);
        return string.Join('\n', steps.Select(step => step.Detail));
    }

    [GeneratedRegex(@"state IN \([^)]*\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneOfWords();

    private sealed record PlanStep(long Id, long Parent, long NotUsed, string Detail);
}
