using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>The scripts for the administrator of SQL Server. These tests need no server; <see cref="LeastPrivilegeTests"/> runs them.</summary>
internal sealed class SetupScriptTests
{
    private static readonly (string, string)[] Values =
    [
        ("Database", "jobs"),
        ("MigratorLogin", "jobs_migrator"),
        ("MigratorPassword", "a password"),
        ("ServiceLogin", "jobs_service"),
        ("ServicePassword", "another password"),
        ("Days", "400"),
    ];

    [TestCase("database.sql", 2)]
    [TestCase("logins.sql", 5)]
    [TestCase("azure-users.sql", 2)]
    [TestCase("grants.sql", 2)]
    [TestCase("purge.sql", 1)]
    public void A_script_parses_and_has_no_unknown_variables(string name, int batches)
    {
        var parsed = SetupScripts.Batches(name, Values).Select(batch => (batch, TSql.Parse(batch))).ToArray();

        Assert.That(parsed, Has.Length.EqualTo(batches));
        Assert.That(parsed.Select(script => script.batch), Has.None.Contains("$("));
    }

    [Test]
    public void The_service_is_granted_read_access_and_write_access_to_keys_and_the_audit_log()
    {
        var grants = new Grants();
        foreach (var batch in SetupScripts.Batches("grants.sql", Values))
        {
            TSql.Parse(batch).Accept(grants);
        }

        Assert.That(
            grants.All,
            Is.EquivalentTo(
                new[]
                {
                    ("SELECT", "organizations", "jobs_service"),
                    ("SELECT", "api_keys", "jobs_service"),
                    ("INSERT", "api_keys", "jobs_service"),
                    ("UPDATE", "api_keys", "jobs_service"),
                    ("DELETE", "api_keys", "jobs_service"),
                    ("SELECT", "audit_log", "jobs_service"),
                    ("INSERT", "audit_log", "jobs_service"),
                    ("SELECT", "jobs", "jobs_service"),
                    ("SELECT", "job_deletions", "jobs_service"),
                    ("SELECT", "job_change_position", "jobs_service"),
                    ("SELECT", "schema_versions", "jobs_service"),
                    ("SELECT", "data_protection_keys", "jobs_service"),
                    ("INSERT", "data_protection_keys", "jobs_service"),
                }
            )
        );
    }

    [Test]
    public void The_scripts_for_Azure_SQL_Database_use_no_other_database_and_no_logins()
    {
        var statements = new[] { "azure-users.sql", "grants.sql" }
            .SelectMany(name => SetupScripts.Batches(name, Values))
            .SelectMany(TSql.StatementsOf)
            .Select(statement => statement.Sql)
            .ToArray();

        Assert.That(statements, Has.Some.Contains("CREATE USER [jobs_service] WITH PASSWORD"));
        Assert.That(statements, Has.None.Contains("USE ["));
        Assert.That(statements, Has.None.Contains(" LOGIN "));
        Assert.That(statements, Has.None.Contains("CREATE DATABASE"));
    }

    [Test]
    public void The_script_that_deletes_old_jobs_binds_to_the_schema()
    {
        var script = string.Join('\n', SetupScripts.Batches("purge.sql", Values));

        Assert.That(SqlServerBinder.MessagesAbout((script, "")), Is.Empty);
    }

    private sealed class Grants : TSqlFragmentVisitor
    {
        public List<(string Permission, string On, string To)> All { get; } = [];

        public override void Visit(GrantStatement node) =>
            All.AddRange(
                from permission in node.Permissions
                from to in node.Principals
                select (
                    string.Join(' ', permission.Identifiers.Select(word => word.Value)),
                    node.SecurityTargetObject.ObjectName.MultiPartIdentifier.Identifiers[^1].Value,
                    to.Identifier.Value
                )
            );
    }
}
