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
    private static readonly List<string> Filters = [.. JobFilters.List.Filters.Select(filter => filter.Name)];
    private static readonly int StateFilter = Filters.IndexOf("state");
    private static readonly int IdFilter = Filters.IndexOf("id");
    private static readonly int StalledFilter = Filters.IndexOf("stalled");

    /// <summary>The expected plans of the statements on jobs that are not lists.</summary>
    private static readonly Dictionary<string, string> ExpectedPlans = new(StringComparer.Ordinal)
    {
        ["JobStatements.One for OneOrganization"] = "SEARCH jobs USING INTEGER PRIMARY KEY (rowid=?)",
        ["JobStatements.One for EveryOrganization"] = "SEARCH jobs USING INTEGER PRIMARY KEY (rowid=?)",
        ["JobStatements.Statistics for OneOrganization"] =
            "COMPOUND QUERY\nLEFT-MOST SUBQUERY\n"
            + "SEARCH jobs USING COVERING INDEX ix_jobs_organization_state_type (organization_id=?)\nUNION ALL\n"
            + "SEARCH jobs USING INDEX ix_jobs_unfinished_organization_row_version (organization_id=?)",
        ["JobStatements.Statistics for EveryOrganization"] =
            "COMPOUND QUERY\nLEFT-MOST SUBQUERY\nSCAN jobs USING COVERING INDEX ix_jobs_organization_state_type\nUNION ALL\n"
            + "SCAN jobs USING INDEX ix_jobs_unfinished_row_version",
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
                    var plan = await PlanOf(statement);
                    var name = $"{ListShapes.NameOf(JobStatements.Lists, shape)} for {scope}";
                    var parts = MergedPartsOf(plan);
                    Assert.That(parts, Has.Length.EqualTo(IsMerged(shape) ? 2 : 1), $"{name}: {plan}");
                    Assert.That(parts, Has.All.Match(StepsIn(shape, scope == ScopeKind.OneOrganization)), name);

                    // At most 100 rows, which is the number of ids in a filter, may be sorted.
                    Assert.That(
                        plan.Contains("TEMP B-TREE", StringComparison.Ordinal) && !shape.Has(IdFilter),
                        Is.False,
                        $"{name}: {plan}"
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
            var shape = new ListShape(
                ListPart.KeysetPage,
                (int)order,
                Subset: 0,
                Filters: 1UL << StateFilter,
                Special: 1UL << StateFilter
            );
            var statement = JobStatements.Lists.Compose(shape).For(ScopeKind.OneOrganization);

            Assert.That(
                await PlanOf(statement),
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
                Assert.That(SelectedBy(entry.Statement), Does.StartWith(entry.Statement.Rows!.Columns), $"{entry}");
                Assert.That(
                    MergedPartsOf(await PlanOf(entry.Statement))
                        .Select(part =>
                            part.Split('\n').Last(step => !step.StartsWith("USE TEMP B-TREE", StringComparison.Ordinal))
                        ),
                    Has.All.StartsWith($"SEARCH {entry.Statement.Rows?.Table} USING INTEGER PRIMARY KEY"),
                    $"{entry}"
                );
            }
        }
    }

    private static string SelectedBy(Statement statement) =>
        statement.Text.Split('\n')[0].Replace("SELECT ", "", StringComparison.Ordinal);

    /// <summary>The plans of the parts that SQLite reads in the order of the list and merges.</summary>
    private static string[] MergedPartsOf(string plan)
    {
        const string Merge = "MERGE (UNION ALL)\nLEFT\n";
        return plan.StartsWith(Merge, StringComparison.Ordinal) ? plan[Merge.Length..].Split("\nRIGHT\n") : [plan];
    }

    private static bool IsMerged(ListShape shape) =>
        ((JobOrder)shape.Order).IsByChange()
        && shape is { Subset: 0, Part: not ListPart.Count }
        && !(shape.Has(StalledFilter) && shape.VariantOf(StalledFilter) == FilterVariant.Special);

    /// <summary>
    /// The first step of a plan: for one organization, a search in one of its indexes, or for ids; for every organization, a scan or a
    /// search in the order of the list. No plan may use the index of another order, or skip through one (ANY).
    /// </summary>
    private static string StepsIn(ListShape shape, bool ofOneOrganization)
    {
        var order = (JobOrder)shape.Order;
        var byChange = order.IsByChange();
        var key = byChange ? "row_version" : "(row)?id";
        var orders =
            shape.Part == ListPart.Count ? @"\w*"
            : byChange ? "_row_version"
            : ofOneOrganization ? "(_state(_type)?)?"
            : "";
        var from =
            shape.Part != ListPart.KeysetPage ? ""
            : order is JobOrder.Id or JobOrder.Changed ? $" AND {key}>\\?"
            : $" AND {key}<\\?";
        var byId = shape.Has(IdFilter)
            ? @"|SEARCH jobs USING (COVERING )?(INDEX \w+|INTEGER PRIMARY KEY) \(.*\b(row)?id=\?.*\)"
            : "";
        var index = $@"INDEX ix_jobs(_unfinished|_ended)?{(ofOneOrganization ? "_organization" : "")}{orders}";
        return ofOneOrganization
            ? $@"^(SEARCH jobs USING (COVERING )?{index} \(organization_id=\?( AND state=\?)?( AND job_type=\?)?{from}\){byId})(\n|$)"
            : $@"^((SCAN|SEARCH) jobs( USING (COVERING )?({index}|INTEGER PRIMARY KEY))?( \({(from.Length == 0 ? key : from[5..])}\))?{byId})(\n|$)";
    }

    private async Task<string> PlanOf(Statement statement)
    {
        var text = Database.Engine.Dialect.TextOf(statement);
        var values = statement.Parameters.ToDictionary(
            parameter => parameter.Name,
            object (_) => 7,
            StringComparer.Ordinal
        );
        var steps = await Database.Query<PlanStep>($"EXPLAIN QUERY PLAN {text}", values);
        return string.Join('\n', steps.Select(step => step.Detail));
    }

    private sealed record PlanStep(long Id, long Parent, long NotUsed, string Detail);
}
