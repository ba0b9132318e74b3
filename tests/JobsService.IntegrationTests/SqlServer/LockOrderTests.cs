using System.Net;
using JobsService.Application.Authentication;
using JobsService.Infrastructure.Database.SqlServer;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using JobsService.IntegrationTests.SqlServer.Fake;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>Transactions that could deadlock each other take their locks in one order. A fake server receives the statements.</summary>
internal sealed class LockOrderTests
{
    private static readonly TdsReply Key = TdsReply.Table(
        [
            TdsColumn.BigInt("id"),
            TdsColumn.BigInt("organization_id"),
            TdsColumn.NVarChar("name", 100),
            TdsColumn.VarChar("role", 32),
            TdsColumn.Bit("active"),
            TdsColumn.DateTime2("created_at"),
            TdsColumn.DateTime2("last_used_at"),
            TdsColumn.DateTime2("expires_at"),
            TdsColumn.VarChar("secret_last4", 4),
        ],
        [
            8L,
            1L,
            "a name",
            "organization_admin",
            true,
            new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            null,
            null,
            "1234",
        ]
    );

    private FakeSqlServer _server = null!;
    private TestDatabase _database = null!;

    [SetUp]
    public void StartServer()
    {
        _server = new FakeSqlServer { OnStatement = Answer };
        _database = TestDatabase.At(_server.ConnectionString);
    }

    [TearDown]
    public async Task StopServer()
    {
        await _database.DisposeAsync();
        await _server.DisposeAsync();
    }

    [TestCase("POST", Routes.ApiKeys, """{"api_key":{"name":"a name"}}""")]
    [TestCase("PUT", Routes.ApiKeys + "/8", """{"api_key":{"name":"another name"}}""")]
    [TestCase("POST", Routes.ApiKeys + "/8/rotate", """{"api_key":{"overlap_minutes":1}}""")]
    [TestCase("DELETE", Routes.ApiKeys + "/8", null)]
    public async Task A_change_of_API_keys_locks_their_organization_before_its_first_change(
        string method,
        string path,
        string? json
    )
    {
        await using var service = await RunningService.Start(_database);
        _server.Statements.Clear();

        using var response = await service.Send(new HttpMethod(method), path, FakeJobsDatabase.Key, json);

        var locksAndChanges = _server
            .Statements.Where(statement => statement.Sql == Lock || IsChange(statement))
            .ToArray();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.Created));
        Assert.That(locksAndChanges, Has.Length.GreaterThan(2));
        Assert.That(locksAndChanges.Count(statement => statement.Sql == Lock), Is.EqualTo(1));
        Assert.That(locksAndChanges[0].Sql, Is.EqualTo(Lock));
        Assert.That(locksAndChanges[0].BigInt("@organizationId"), Is.EqualTo(1));
    }

    [Test]
    public async Task Last_used_times_are_written_in_the_order_of_key_ids()
    {
        var usage = _database.Services.GetRequiredService<IApiKeyUsage>();
        foreach (var id in new[] { 30L, 7, 500, 1, 22 })
        {
            usage.Record(id);
        }

        await usage.Write(CancellationToken.None);

        Assert.That(
            _server.Statements.Where(IsChange).Select(statement => statement.BigInt("@id")),
            Is.EqualTo(new[] { 1, 7, 22, 30, 500 })
        );
    }

    private static string Lock => SqlServerStatements.LockOrganization.Text;

    private static bool IsChange(TdsStatement statement) =>
        new[] { "INSERT", "UPDATE", "DELETE" }.Any(verb => statement.Sql.StartsWith(verb, StringComparison.Ordinal));

    private static TdsReply Answer(TdsStatement statement) =>
        statement.Sql switch
        {
            var sql when sql.Contains("secret_last4", StringComparison.Ordinal) && !IsChange(statement) => Key,
            var sql when sql.StartsWith("SELECT secret_hash", StringComparison.Ordinal) => TdsReply.Table(
                [TdsColumn.Binary("secret_hash", 32)],
                [new byte[32]]
            ),
            var sql when FakeJobsDatabase.IsAbout(sql, "organizations") => TdsReply.Table(
                [TdsColumn.BigInt("id")],
                [1L]
            ),
            _ => FakeJobsDatabase.Answer(statement),
        };
}
