using JobsService.Infrastructure.Database;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>A statement on rows of organizations is scoped or states the reason why not. Needs no server.</summary>
internal sealed class StatementScopeTests
{
    private static readonly TableScope OrganizationId = new("organization_id");

    /// <summary>The statements whose reason for having no scope was reviewed.</summary>
    private static readonly string[] ApprovedWithoutScope =
    [
        "ApiKeyChangeStatements.Insert",
        "ApiKeyChangeStatements.InsertExpiring",
        "ApiKeyChangeStatements.InsertOrganization",
        "ApiKeyChangeStatements.OrganizationExists",
        "ApiKeyStatements.CountOfOrganization",
        "ApiKeyStatements.FindBySecretHash",
        "ApiKeyStatements.InsertedKeyId",
        "ApiKeyStatements.OtherPermanentSystemAdmins",
        "ApiKeyUsageStatements.Write",
        "AuditStatements.Insert",
        "DemoStatements.Delete",
        "DemoStatements.Jobs",
        "DemoStatements.NextId",
        "DemoStatements.Update",
        "HealthStatements.NoJob",
        "JobChangeStatements.LastDeletion",
        "SeedingStatements.AnyJob",
        "SeedingStatements.AnyOrganization",
        "SeedingStatements.InsertHundredJobs",
        "SeedingStatements.InsertJob",
        "SeedingStatements.InsertMissingOrganization",
        "SqlServerStatements.IdentityInsertOff",
        "SqlServerStatements.IdentityInsertOn",
        "SqlServerStatements.LockOrganization",
    ];

    private static readonly Condition HasId = new("id = @id", ("id", ColumnType.BigInt));

    [TestCaseSource(typeof(StatementCatalog), nameof(StatementCatalog.EntryCases))]
    public void Every_statement_on_rows_of_organizations_is_scoped_or_states_a_reason(
        IReadOnlyList<CatalogEntry> entries
    )
    {
        Assert.That(StatementScopeRule.ViolationsIn(entries), Is.Empty);
    }

    [Test]
    public void Only_these_statements_on_rows_of_organizations_have_no_scope()
    {
        var unscoped = StatementCatalog
            .All.Where(entry => entry.Statement.NoOrganizationScope is not null)
            .Select(entry => entry.Field)
            .ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                unscoped.Except(ApprovedWithoutScope, StringComparer.Ordinal),
                Is.Empty,
                "A statement without a scope can read rows of every organization. If that is intended, add it here: "
                    + $"{nameof(StatementScopeTests)}.{nameof(ApprovedWithoutScope)}."
            );
            Assert.That(
                ApprovedWithoutScope.Except(unscoped, StringComparer.Ordinal),
                Is.Empty,
                "These statements do not exist or have a scope. Remove them from the list."
            );
        }
    }

    [Test]
    public void Scoped_statements_on_API_keys_hide_those_of_system_admins_from_organization_admins()
    {
        var scoped = StatementCatalog
            .All.Where(entry => entry.Scope is not null && entry.Statement.Text.Contains("api_keys"))
            .ToLookup(entry => (entry.Field, entry.Shape));

        Assert.That(scoped, Is.Not.Empty);
        Assert.That(
            scoped.Select(texts => texts.Single(entry => entry.Scope == ScopeKind.OrganizationAdmin).Statement.Text),
            Is.All.Contains("\n  AND role = 'organization_admin'")
        );
    }

    [Test]
    public void The_tables_with_rows_of_organizations_are_found_in_the_migrated_schema()
    {
        Assert.That(
            OrganizationColumns.ByTable,
            Is.EquivalentTo(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["organizations"] = "id",
                    ["api_keys"] = "organization_id",
                    ["jobs"] = "organization_id",
                    ["audit_log"] = "organization_id",
                    ["job_deletions"] = "organization_id",
                }
            )
        );
    }

    [TestCase("SELECT id FROM jobs")]
    [TestCase("SELECT id FROM jobs WHERE organization_id = @organizationId")]
    [TestCase("SELECT 1 WHERE EXISTS (SELECT 1 FROM dbo.api_keys)")]
    [TestCase("INSERT INTO audit_log (id) VALUES (1)")]
    [TestCase("UPDATE organizations SET active = 0")]
    [TestCase("DELETE FROM jobs WHERE id = @id")]
    [TestCase("TRUNCATE TABLE jobs")]
    [TestCase("MERGE jobs USING (SELECT 1 AS id) AS n ON jobs.id = n.id WHEN MATCHED THEN DELETE;")]
    public void An_unscoped_statement_without_a_reason_is_reported(string sql)
    {
        Assert.That(ViolationsIn(new Statement(sql)), Has.One.Contains("neither scoped nor has a reason"));
        Assert.That(ViolationsIn(new Statement(sql) { NoOrganizationScope = " " }), Has.One.Items);
        Assert.That(ViolationsIn(new Statement(sql) { NoOrganizationScope = "It is a test." }), Is.Empty);
    }

    [Test]
    public void A_scoped_statement_that_confines_only_some_rows_is_reported()
    {
        using (Assert.EnterMultipleScope())
        {
            AssertUnconfined(
                "a condition with OR",
                new StatementParts("SELECT id FROM jobs", new Condition("id = @id OR paused = 1"))
            );
            AssertUnconfined(
                "a subquery only",
                new StatementParts("SELECT id FROM jobs WHERE id IN (SELECT id FROM jobs") { End = ")" }
            );
            AssertUnconfined(
                "a branch of a UNION",
                new StatementParts("SELECT id FROM jobs UNION SELECT id FROM jobs")
            );
            AssertUnconfined(
                "a negation",
                new StatementParts("SELECT id FROM jobs WHERE NOT EXISTS (SELECT 1") { End = ")" }
            );
            AssertUnconfined(
                "the other table of a join",
                new StatementParts("SELECT j.id FROM organizations o JOIN jobs j ON j.organization_id = o.id"),
                new TableScope("o.id")
            );
            AssertUnconfined("another column", new StatementParts("SELECT id FROM jobs"), new TableScope("id"));
            AssertUnconfined(
                "the source of an INSERT",
                new StatementParts("INSERT INTO jobs (name) SELECT name FROM jobs")
            );
        }
    }

    [Test]
    public void A_scoped_statement_that_confines_every_row_is_not_reported()
    {
        ScopedStatement[] good =
        [
            new(OrganizationId, new StatementParts("SELECT id FROM jobs", HasId)),
            new(OrganizationId, new StatementParts("SELECT id FROM jobs", new Condition("(id = @id OR paused = 1)"))),
            new(OrganizationId, new StatementParts("UPDATE jobs SET name = ''", HasId)),
            new(OrganizationId, new StatementParts("DELETE FROM jobs")),
            new(
                new TableScope("j.organization_id"),
                new StatementParts("SELECT j.id FROM jobs j CROSS JOIN sys.types")
            ),
        ];

        Assert.That(good.SelectMany(ViolationsIn), Is.Empty);
    }

    [Test]
    public void A_statement_for_every_organization_with_an_organization_parameter_is_reported()
    {
        var parts = new StatementParts("SELECT id FROM jobs", [.. OrganizationId.OneOrganization]);

        Assert.That(
            ViolationsIn(ScopedStatement.OnEveryOrganizationOnly(parts)),
            Has.One.Contains("has the parameter @organizationId")
        );
    }

    [Test]
    public void A_scoped_statement_without_a_table_of_organizations_is_reported()
    {
        var other = new ScopedStatement(OrganizationId, new StatementParts("SELECT ScriptName FROM schema_versions"));

        Assert.That(ViolationsIn(other), Has.Exactly(2).Contains("is scoped and is on no table"));
    }

    private static void AssertUnconfined(string description, StatementParts parts, TableScope? scope = null) =>
        Assert.That(
            ViolationsIn(new ScopedStatement(scope ?? OrganizationId, parts)),
            Has.One.Contains("OneOrganization is not confined by @organizationId"),
            description
        );

    private static string[] ViolationsIn(Statement statement) =>
        [.. StatementScopeRule.ViolationsIn(new CatalogEntry("Bad", Shape: null, Scope: null, statement))];

    private static string[] ViolationsIn(ScopedStatement statement) =>
        [.. StatementScopeRule.ViolationsIn(StatementCatalog.EntriesOf("Bad", shape: null, statement))];
}
