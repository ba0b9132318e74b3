using System.Net;
using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Database.SqlServer;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using JobsService.IntegrationTests.SqlServer.Fake;
using MediatR;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>The connections of the service to SQL Server and the statements it sends. A fake server receives them.</summary>
[CancelAfter(300_000)]
internal sealed class ConnectionTests
{
    private FakeSqlServer _primary = null!;
    private FakeSqlServer _secondary = null!;
    private TestDatabase _database = null!;

    [SetUp]
    public void StartServers()
    {
        _primary = new FakeSqlServer { OnStatement = FakeJobsDatabase.Answer };
        _secondary = new FakeSqlServer { OnStatement = FakeJobsDatabase.Answer };
        _database = TestDatabase.At(_primary.ConnectionString);
    }

    [TearDown]
    public async Task StopServers()
    {
        await _database.DisposeAsync();
        await _primary.DisposeAsync();
        await _secondary.DisposeAsync();
    }

    [Test]
    public async Task Lists_are_read_from_the_secondary_and_API_keys_from_the_primary()
    {
        _database.Settings["ConnectionStrings:JobsReadOnly"] = _secondary.ConnectionString;
        await using var service = await RunningService.Start(_database);
        _primary.Statements.Clear();
        _secondary.Statements.Clear();

        using var response = await service.Get(Routes.Unfinished, FakeJobsDatabase.Key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(_primary.Statements.Select(Tables), Is.EqualTo(new[] { "api_keys" }));
            Assert.That(_secondary.Statements.Select(Tables), Is.EqualTo(new[] { "jobs" }));
            Assert.That(_primary.Logins.Select(login => login.IsReadOnly), Is.Not.Empty.And.All.False);
            Assert.That(_secondary.Logins.Select(login => login.IsReadOnly), Is.Not.Empty.And.All.True);
        }
    }

    [Test]
    public async Task Without_a_secondary_lists_are_read_from_the_primary()
    {
        await using var service = await RunningService.Start(_database);

        using var response = await service.Get(Routes.Unfinished, FakeJobsDatabase.Key);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(_primary.Logins.Select(login => login.IsReadOnly), Is.All.False);
    }

    [Test]
    public async Task Connections_are_pooled_and_send_the_application_name()
    {
        await using var service = await RunningService.Start(_database);

        for (var request = 0; request < 5; request++)
        {
            using var response = await service.Get(Routes.All, FakeJobsDatabase.Key);
        }

        Assert.That(_primary.Logins.Select(login => login.Application), Is.EqualTo(new[] { "JobsService" }));
    }

    [TestCase("", true, 3, 4, "JobsService")]
    [TestCase(";Encrypt=False;Connect Timeout=9;Command Timeout=8;Application Name=x", false, 9, 8, "x")]
    public void Options_missing_in_the_connection_string_have_safe_defaults(
        string options,
        bool encrypts,
        int connectTimeout,
        int commandTimeout,
        string application
    )
    {
        var builder = SqlServerConnectionString.ForRequests($"Server=s;Database=d{options}", isReadOnly: false);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(SqlConnectionEncryptOption.Mandatory.Equals(builder.Encrypt), Is.EqualTo(encrypts));
            Assert.That(builder.Pooling, Is.True);
            Assert.That(builder.ConnectTimeout, Is.EqualTo(connectTimeout));
            Assert.That(builder.CommandTimeout, Is.EqualTo(commandTimeout));
            Assert.That(builder.ApplicationName, Is.EqualTo(application));
        }
    }

    [Test]
    public async Task Parameters_are_sent_with_the_types_of_their_columns()
    {
        var created = await _database
            .Services.GetRequiredService<IMediator>()
            .Send(
                new CreateApiKey(ApiKeyRole.OrganizationAdmin, "a name")
                {
                    Organizations = OrganizationSelection.One(7),
                    OrganizationName = "Seven",
                }
            );
        await using var service = await RunningService.Start(_database);
        using var response = await service.Get(Routes.All, FakeJobsDatabase.Key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(created.Key.Name, Is.EqualTo("a name"));
            Assert.That(DeclaredBy("INSERT INTO organizations"), Does.Contain("@createdAt datetime2(0)"));
            Assert.That(
                DeclaredBy("INSERT INTO api_keys"),
                Does.Contain("@name nvarchar(100)")
                    .And.Contain("@role varchar(32)")
                    .And.Contain("@secretHash binary(32)")
            );
            Assert.That(DeclaredBy("FROM api_keys k"), Is.EqualTo("@secretHash binary(32)"));
            Assert.That(
                DeclaredBy("FROM jobs WITH (FORCESEEK (ix_jobs_organization_id (organization_id)))\nWHERE"),
                Is.EqualTo("@organizationId bigint")
            );
        }
    }

    [Test]
    public async Task The_plan_of_a_list_is_optimized_for_an_unknown_organization()
    {
        await using var service = await RunningService.Start(_database);
        _primary.Statements.Clear();
        using var all = await service.Get(Routes.All, FakeJobsDatabase.Key);
        using var unfinished = await service.Get(Routes.Unfinished, FakeJobsDatabase.Key);

        Assert.That(
            _primary.Statements.Where(statement => Tables(statement) == "jobs").Select(statement => statement.Sql),
            Has.Exactly(2).Items.And.All.Match(@"\nOPTION \(OPTIMIZE FOR UNKNOWN(, MERGE UNION)?\)$")
        );
    }

    private string DeclaredBy(string part) =>
        _primary.Statements.First(statement => statement.Sql.Contains(part, StringComparison.Ordinal)).Parameters;

    private static string Tables(TdsStatement statement) =>
        string.Join(
            ' ',
            new[] { "api_keys", "jobs", "schema_versions" }.Where(table =>
                FakeJobsDatabase.IsAbout(statement.Sql, table)
            )
        );
}
