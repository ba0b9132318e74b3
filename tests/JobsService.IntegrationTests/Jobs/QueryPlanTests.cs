using JobsService.Infrastructure.Jobs;
using JobsService.Infrastructure.Seeding;
using JobsService.Infrastructure.Sql;
using JobsService.IntegrationTests.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>SQLite must answer from the indexes, in their order, whether or not it has statistics.</summary>
internal sealed class QueryPlanTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private static IEnumerable<TestCaseData> Plans()
    {
        yield return Case(
            nameof(JobStatements.AllOfOrganization),
            JobStatements.AllOfOrganization,
            "SEARCH jobs USING INDEX ix_jobs_organization (organization_id=?)"
        );
        yield return Case(
            nameof(JobStatements.AllOfEveryOrganization),
            JobStatements.AllOfEveryOrganization,
            "SCAN jobs"
        );
        yield return Case(
            nameof(JobStatements.UnfinishedOfOrganization),
            JobStatements.UnfinishedOfOrganization,
            "SEARCH jobs USING INDEX ix_jobs_unfinished_organization (organization_id=?)"
        );
        yield return Case(
            nameof(JobStatements.UnfinishedOfEveryOrganization),
            JobStatements.UnfinishedOfEveryOrganization,
            "SCAN jobs USING INDEX ix_jobs_unfinished"
        );

        static TestCaseData Case(string name, Statement statement, string plan) =>
            new TestCaseData(statement.Text, plan).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Plans))]
    public async Task Every_statement_uses_its_index_and_sorts_nothing(string statement, string plan)
    {
        var seeder = Database.Services.GetRequiredService<DatabaseSeeder>();
        await seeder.Seed(organizations: 20, jobs: 20_000, seed: 1, new Progress<long>(), CancellationToken.None);
        var withoutStatistics = await PlanOf(statement);
        await Database.Execute("ANALYZE");
        var withStatistics = await PlanOf(statement);

        Assert.That((withoutStatistics, withStatistics), Is.EqualTo((plan, plan)));
    }

    private async Task<string> PlanOf(string statement)
    {
        var steps = await Database.Query<PlanStep>(
            $"EXPLAIN QUERY PLAN {statement.Replace("@organizationId", "7", StringComparison.Ordinal)}"
        );
        return string.Join('\n', steps.Select(step => step.Detail));
    }

    private sealed record PlanStep(long Id, long Parent, long NotUsed, string Detail);
}
