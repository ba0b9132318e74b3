using System.Data;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Jobs;
using JobsService.Infrastructure.Migrations;

namespace JobsService.IntegrationTests.SqlServer.Fake;

/// <summary>Answers the queries of the service like a migrated database with one API key and some jobs.</summary>
internal static class FakeJobsDatabase
{
    private static readonly string Secret = new('a', ApiKeySecret.Length);

    private static readonly TdsColumn[] JobColumns =
    [
        .. JobTable.Columns.Select(column =>
            column.Type switch
            {
                { Type: SqlDbType.BigInt } => TdsColumn.BigInt(column.Name),
                { Type: SqlDbType.Bit } => TdsColumn.Bit(column.Name),
                { Type: SqlDbType.DateTime2 } => TdsColumn.DateTime2(column.Name),
                { Type: SqlDbType.NVarChar } => TdsColumn.NVarChar(column.Name, column.Type.Length),
                _ => TdsColumn.VarChar(column.Name, column.Type.Length),
            }
        ),
        // Lists in the order of change read it; other statements do not look at it.
        TdsColumn.BigInt("row_version"),
    ];

    /// <summary>The credentials of the API key, which belongs to organization 1.</summary>
    public static string Key => $"1:{Secret}";

    /// <summary>The reply to a query of the service. Lists have three jobs.</summary>
    public static TdsReply Answer(TdsStatement statement) =>
        statement.Sql switch
        {
            var sql when IsAbout(sql, "api_keys") => Credential(),
            var sql when IsAbout(sql, "jobs") => ListOf(3),
            var sql when IsAbout(sql, "schema_versions") => Migrations(),
            var sql when IsAbout(sql, "sys.databases") => Setting(isOn: true),
            _ => TdsReply.Empty,
        };

    /// <summary>A reply with jobs whose ids start at 1.</summary>
    public static TdsReply ListOf(int count) => TdsReply.Table(JobColumns, Enumerable.Range(1, count).Select(Job));

    /// <summary>A reply to the query whether a database setting is on.</summary>
    public static TdsReply Setting(bool isOn) => TdsReply.Table([TdsColumn.Bit("is_on")], [isOn]);

    /// <summary>Whether a query reads a table.</summary>
    public static bool IsAbout(string sql, string table) => sql.Contains($"FROM {table}", StringComparison.Ordinal);

    private static TdsReply Credential()
    {
        Assert.That(ApiKeySecret.TryParse(Secret, out var secret), Is.True);
        return TdsReply.Table(
            [
                TdsColumn.BigInt("id"),
                TdsColumn.BigInt("organization_id"),
                TdsColumn.VarChar("role", 32),
                TdsColumn.Binary("secret_hash", 32),
                TdsColumn.Bit("active"),
                TdsColumn.Bit("active"),
                TdsColumn.DateTime2("expires_at"),
            ],
            [1L, 1L, ApiKeyRoleName.OrganizationAdmin, secret!.Hash(), true, true, null]
        );
    }

    private static TdsReply Migrations() =>
        TdsReply.Table(
            [TdsColumn.NVarChar("ScriptName", 255)],
            MigrationScripts.Of(DatabaseProvider.SqlServer).Select(name => new object?[] { name })
        );

    private static object?[] Job(int id)
    {
        var time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var job = new Job
        {
            Id = id,
            RowVersion = 1000 + id,
            OrganizationId = 1,
            JobType = "Campaign",
            Name = $"Job {id}",
            State = "scheduled",
            Paused = false,
            ProgressValue = 0,
            CreatedAt = time,
            UpdatedAt = time,
        };
        return
        [
            .. JobTable
                .Columns.Select(column => column.Value(job))
                .Select(value => value is DateTimeOffset moment ? moment.UtcDateTime : value),
            job.RowVersion,
        ];
    }
}
