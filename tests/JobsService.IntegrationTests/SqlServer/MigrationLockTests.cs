using JobsService.Application.Availability;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Database.SqlServer;
using JobsService.Infrastructure.Migrations;
using JobsService.IntegrationTests.SqlServer.Fake;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>Migrations of a SQL Server whose tables are in use. A fake server receives the scripts.</summary>
[CancelAfter(300_000)]
internal sealed class MigrationLockTests
{
    private const string FirstChange = "CREATE TABLE organizations";

    private FakeSqlServer _server = null!;

    private DatabaseMigrator Migrator =>
        new(new SqlServerEngine(_server.ConnectionString) { MigrationPause = TimeSpan.Zero });

    private IEnumerable<string> FirstChanges =>
        _server.Statements.Select(statement => statement.Sql).Where(sql => sql.Contains(FirstChange));

    [SetUp]
    public void StartServer() => _server = new FakeSqlServer();

    [TearDown]
    public async Task StopServer() => await _server.DisposeAsync();

    [TestCase(1205)]
    [TestCase(1222)]
    public void A_script_that_gets_no_lock_is_tried_again(int error)
    {
        _server.OnStatement = statement =>
            statement.Sql.Contains(FirstChange, StringComparison.Ordinal) && FirstChanges.Count() < 3
                ? TdsReply.Failure(error, 16, "No lock.")
                : TdsReply.Empty;

        var scripts = Migrator.Migrate();

        Assert.That(scripts, Is.EqualTo(MigrationScripts.Of(DatabaseProvider.SqlServer)));
        Assert.That(FirstChanges.ToArray(), Has.Length.EqualTo(3));
    }

    [Test]
    public void A_script_that_never_gets_a_lock_fails_with_the_next_step()
    {
        _server.OnStatement = statement =>
            statement.Sql.Contains(FirstChange, StringComparison.Ordinal)
                ? TdsReply.Failure(1222, 16, "No lock.")
                : TdsReply.Empty;

        Assert.That(
            () => Migrator.Migrate(),
            Throws
                .InstanceOf<DatabaseUnavailableException>()
                .With.Message.Contains("is in use")
                .And.Message.Contains("Run the migration again.")
        );
    }

    [Test]
    public void A_script_that_fails_for_another_reason_is_not_tried_again()
    {
        _server.OnStatement = statement =>
            statement.Sql.Contains(FirstChange, StringComparison.Ordinal)
                ? TdsReply.Failure(2714, 16, "It exists.")
                : TdsReply.Empty;

        Assert.That(() => Migrator.Migrate(), Throws.InstanceOf<MigrationFailedException>());
        Assert.That(FirstChanges.ToArray(), Has.Length.EqualTo(1));
    }

    [Test]
    public void Every_script_limits_its_wait_for_locks()
    {
        Migrator.Migrate();

        var statements = _server.Statements.Select(statement => statement.Sql).ToList();
        Assert.That(
            statements.Count(sql => sql.Trim() == SqlServerStatements.LimitLockWaits.Text),
            Is.EqualTo(MigrationScripts.Of(DatabaseProvider.SqlServer).Count)
        );
        Assert.That(
            statements.FindIndex(sql => sql.Trim() == SqlServerStatements.LimitLockWaits.Text),
            Is.LessThan(statements.FindIndex(sql => sql.Contains(FirstChange, StringComparison.Ordinal)))
        );
    }

    [Test]
    public void A_script_that_builds_indexes_online_runs_without_a_transaction()
    {
        var isInTransaction = false;
        List<bool> builds = [];
        _server.OnTransaction = request =>
        {
            isInTransaction = request == TdsTransaction.Begin;
            return TdsReply.Empty;
        };
        _server.OnStatement = statement =>
        {
            if (statement.Sql.Contains("ONLINE = O", StringComparison.Ordinal))
            {
                builds.Add(isInTransaction);
            }

            return TdsReply.Empty;
        };

        Migrator.Migrate();

        Assert.That(builds, Is.Not.Empty.And.All.False);
    }

    [Test]
    public void A_script_without_a_transaction_checks_whether_each_index_exists()
    {
        var scripts = TSql.Migrations()
            .Where(script => script.Contains(SqlServerScript.Online, StringComparison.Ordinal));
        var statements = scripts.SelectMany(TSql.StatementsOf).ToArray();

        Assert.That(statements.Select(statement => statement.Tree), Has.Some.InstanceOf<IfStatement>());
        Assert.That(
            statements.Where(statement => statement.Tree is not (IfStatement or DropIndexStatement)),
            Is.Empty,
            "Such a script must be able to run again after any of its statements."
        );
        Assert.That(
            statements.Where(statement => statement.Tree is DropIndexStatement { IsIfExists: false }),
            Is.Empty
        );
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Indexes_are_built_online_only_in_editions_that_can(bool buildsIndexesOnline)
    {
        const string script = $"CREATE INDEX ix_new ON jobs (id) WITH ({SqlServerScript.Online});";

        var adapted = new SqlServerScript(buildsIndexesOnline).Process(script);

        TSql.Parse(adapted);
        Assert.That(adapted, Does.Contain(buildsIndexesOnline ? "ONLINE = ON (" : "ONLINE = OFF)"));
    }

    [Test]
    public void Every_script_runs_in_every_edition()
    {
        var adapted = TSql.Migrations().Select(new SqlServerScript(buildsIndexesOnline: false).Process).ToArray();

        Assert.That(adapted, Is.Not.Empty.And.All.Not.Contains("ONLINE = ON"));
    }
}
