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
internal sealed class QueryPlanTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    /// <summary>The expected plans of the statements on jobs that are not lists.</summary>
    private static readonly Dictionary<string, string> ExpectedPlans = new(StringComparer.Ordinal)
    {
        ["JobStatements.One for OneOrganization"] = "SEARCH jobs USING INTEGER PRIMARY KEY (rowid=?)",
        ["JobStatements.One for EveryOrganization"] = "SEARCH jobs USING INTEGER PRIMARY KEY (rowid=?)",
        ["JobStatements.Statistics for OneOrganization"] =
            "COMPOUND QUERY\nLEFT-MOST SUBQUERY\n"
            + "SEARCH jobs USING COVERING INDEX ix_jobs_stats (organization_id=?)\nUNION ALL\n"
            + "SEARCH jobs USING INDEX ix_jobs_unfinished_organization (organization_id=?)",
        ["JobStatements.Statistics for EveryOrganization"] =
            "COMPOUND QUERY\nLEFT-MOST SUBQUERY\nSCAN jobs USING COVERING INDEX ix_jobs_stats\nUNION ALL\n"
            + "SCAN jobs USING INDEX ix_jobs_unfinished",
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
                    Assert.That(
                        await PlanOf(statement),
                        Is.EqualTo(ExpectedPlanOf(shape, scope == ScopeKind.OneOrganization)),
                        $"{ListShapes.NameOf(JobStatements.Lists, shape)} for {scope}"
                    );
                }
            }
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
        if (shape.Part == ListPart.Count && StatisticsIndexPlanOf(shape, ofOneOrganization) is { } plan)
        {
            return plan;
        }

        var from = shape.Part == ListPart.KeysetPage;
        var isUnfiltered = shape is { Subset: 0, Filters: 0 };

        // The row is looked up by the id of its index entry, so that no column of it is read from the index.
        var rowLookup = shape.Part is ListPart.Count or ListPart.Excess
            ? ""
            : "\nSEARCH jobs USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN";
        return (ofOneOrganization, shape.Subset == (int)JobSubset.Unfinished) switch
        {
            // Without filters, a count needs only the entries of the index, which therefore covers it.
            (false, _) when isUnfiltered && shape.Part == ListPart.Count =>
                "SCAN jobs USING COVERING INDEX ix_jobs_organization",
            (true, _) when isUnfiltered && shape.Part is (ListPart.Count or ListPart.Excess) =>
                "SEARCH jobs USING COVERING INDEX ix_jobs_organization (organization_id=?)",
            (true, true) =>
                $"SEARCH jobs USING INDEX ix_jobs_unfinished_organization (organization_id=?{(from ? " AND id>?" : "")}){rowLookup}",
            (true, false) =>
                $"SEARCH jobs USING {(isUnfiltered ? "COVERING " : "")}INDEX ix_jobs_organization (organization_id=?{(from ? " AND id>?" : "")}){rowLookup}",
            (false, true) when from => "SEARCH jobs USING INDEX ix_jobs_unfinished (id>?)",
            (false, true) => "SCAN jobs USING INDEX ix_jobs_unfinished",
            _ when from => "SEARCH jobs USING INTEGER PRIMARY KEY (rowid>?)",
            _ => "SCAN jobs",
        };
    }

    /// <summary>The plan of a count that uses the index of the statistics; null if it uses another index.</summary>
    private static string? StatisticsIndexPlanOf(ListShape shape, bool ofOneOrganization)
    {
        var filters = JobStatements
            .Lists.Filters.Where((_, index) => shape.Has(index))
            .Select(filter => filter.Name)
            .ToList();
        var hasState = filters.Remove("state");
        var hasType = filters.Remove("job_type");
        var isCovered = filters.Count == 0 && shape.Subset == 0;
        return (ofOneOrganization, isCovered) switch
        {
            (true, _) when hasState =>
                $"SEARCH jobs USING {(isCovered ? "COVERING " : "")}INDEX ix_jobs_stats (organization_id=? AND state=?{(hasType ? " AND job_type=?" : "")})",
            (true, true) when hasType => "SEARCH jobs USING COVERING INDEX ix_jobs_stats (organization_id=?)",
            (false, true) when hasState || hasType => "SCAN jobs USING COVERING INDEX ix_jobs_stats",
            _ => null,
        };
    }

    private async Task<string> PlanOf(Statement statement)
    {
        var values = statement.Parameters.ToDictionary(
            parameter => parameter.Name,
            object (_) => 7,
            StringComparer.Ordinal
        );
        var steps = await Database.Query<PlanStep>(
            $"EXPLAIN QUERY PLAN {Database.Engine.Dialect.TextOf(statement)}",
            values
        );
        return string.Join('\n', steps.Select(step => step.Detail));
    }

    private sealed record PlanStep(long Id, long Parent, long NotUsed, string Detail);
}
