using System.Data.Common;
using Dapper;
using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Migrations;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;
using MediatR;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>The two logins of <c>build/sqlserver</c> have the permissions they need, and the service's login has no others.</summary>
[OnSqlServer]
internal sealed class LeastPrivilegeTests(DatabaseProvider provider)
{
    private readonly string _name = Guid.NewGuid().ToString("N");

    private TestDatabase _administrator = null!;

    private string MigratorLogin => $"migrator_{_name}";

    private string ServiceLogin => $"service_{_name}";

    private string Password => $"Pass-word-{_name}";

    [SetUp]
    public async Task CreateDatabaseAndLogins()
    {
        _administrator = await TestDatabase.Unmigrated(provider);
        await RunScripts();
    }

    [TearDown]
    public async Task DropDatabaseAndLogins()
    {
        if (_administrator is null)
        {
            return;
        }

        await _administrator.DisposeAsync();
        await using var server = new SqlConnection(await SqlServerForTests.ConnectionString());
        foreach (var login in new[] { MigratorLogin, ServiceLogin })
        {
            await server.ExecuteAsync($"DROP LOGIN {login}");
        }
    }

    [Test]
    public async Task The_migrator_can_migrate_and_create_keys_and_the_service_can_read_and_write_only_keys()
    {
        // A server that speaks T-SQL without fixed database roles cannot grant permissions to the migrator through them.
        await using var migrator = await HasFixedRoles() ? As(MigratorLogin) : TestDatabase.At(ConnectionString);
        migrator.Services.GetRequiredService<DatabaseMigrator>().Migrate();
        var key = await migrator.AddKey(1);
        await migrator.AddJobs(JobBuilder.Job(1));
        await RunScripts();

        await using var service = As(ServiceLogin);
        await using var running = await RunningService.Start(service);
        using var all = await running.Get(Routes.All, key);
        using var unfinished = await running.Get(Routes.Unfinished, key);
        using var ready = await running.Get("/health/ready");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await Envelope.Of(all)).Ids, Is.EqualTo(new[] { 1 }));
            Assert.That((await Envelope.Of(unfinished)).Ids, Is.EqualTo(new[] { 1 }));
            Assert.That(ready.IsSuccessStatusCode, Is.True);
            foreach (
                var sql in new[]
                {
                    "UPDATE jobs SET name = 'x'",
                    "DELETE FROM jobs",
                    "INSERT INTO organizations (id, name) VALUES (2, 'x')",
                    "UPDATE organizations SET active = 0",
                    "UPDATE audit_log SET detail = ''",
                    "DELETE FROM audit_log",
                    "UPDATE data_protection_keys SET xml = ''",
                    "DELETE FROM data_protection_keys",
                    "DELETE FROM schema_versions",
                    "CREATE TABLE mine (id int)",
                    "DROP TABLE jobs",
                }
            )
            {
                Assert.That(() => service.Execute(sql), Throws.InstanceOf<DbException>(), sql);
            }
        }

        // A server without fixed roles requires more permissions for a foreign key than SQL Server does.
        if (await HasFixedRoles())
        {
            var mediator = service.Services.GetRequiredService<IMediator>();
            var made = await mediator.Send(
                new CreateApiKey(ApiKeyRole.OrganizationAdmin, "mine") { Organizations = OrganizationSelection.One(1) }
            );
            Assert.That(async () => await mediator.Send(new RevokeApiKey(made.Key.Id)), Throws.Nothing);
        }
    }

    private string ConnectionString => _administrator.Settings["ConnectionStrings:Jobs"]!;

    private TestDatabase As(string login) =>
        TestDatabase.At(
            new SqlConnectionStringBuilder(ConnectionString) { UserID = login, Password = Password }.ConnectionString
        );

    private async Task RunScripts()
    {
        await Run("logins.sql");
        await Run("grants.sql");
    }

    private async Task Run(string script)
    {
        var database = new SqlConnectionStringBuilder(ConnectionString).InitialCatalog;
        var hasFixedRoles = await HasFixedRoles();
        foreach (
            var batch in SetupScripts.Batches(
                script,
                ("Database", database),
                ("MigratorLogin", MigratorLogin),
                ("MigratorPassword", Password),
                ("ServiceLogin", ServiceLogin),
                ("ServicePassword", Password)
            )
        )
        {
            if (hasFixedRoles || !batch.Contains("ALTER ROLE", StringComparison.Ordinal))
            {
                await _administrator.Execute(batch);
            }
        }
    }

    private async Task<bool> HasFixedRoles() =>
        (await _administrator.Query<int?>("SELECT DATABASE_PRINCIPAL_ID('db_ddladmin')"))[0] is not null;
}
