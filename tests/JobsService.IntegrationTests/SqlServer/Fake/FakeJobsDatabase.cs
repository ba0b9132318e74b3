using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Migrations;

namespace JobsService.IntegrationTests.SqlServer.Fake;

/// <summary>Answers the service's queries as a migrated database would that holds one key and some jobs.</summary>
internal static class FakeJobsDatabase
{
    private static readonly string Secret = new('a', ApiKeySecret.Length);

    private static readonly TdsColumn[] JobColumns =
    [
        TdsColumn.DateTime2("begins_at"),
        TdsColumn.DateTime2("created_at"),
        TdsColumn.DateTime2("finished_at"),
        TdsColumn.BigInt("id"),
        TdsColumn.VarChar("job_type", 64),
        TdsColumn.BigInt("mailing_list_id"),
        TdsColumn.NVarChar("name", 255),
        TdsColumn.BigInt("organization_id"),
        TdsColumn.Bit("paused"),
        TdsColumn.BigInt("progress_total"),
        TdsColumn.BigInt("progress_value"),
        TdsColumn.DateTime2("retry_at"),
        TdsColumn.DateTime2("started_at"),
        TdsColumn.VarChar("state", 64),
        TdsColumn.VarChar("state2", 64),
        TdsColumn.BigInt("suppression_list_id"),
        TdsColumn.DateTime2("updated_at"),
    ];

    /// <summary>The credentials of the key, which is organization 1's.</summary>
    public static string Key => $"1:{Secret}";

    /// <summary>The answer to any of the service's queries; lists have three jobs.</summary>
    public static TdsReply Answer(TdsStatement statement) =>
        statement.Sql switch
        {
            var sql when IsAbout(sql, "api_keys") => Credential(),
            var sql when IsAbout(sql, "jobs") => ListOf(3),
            var sql when IsAbout(sql, "schema_versions") => Migrations(),
            var sql when IsAbout(sql, "sys.databases") => Setting(isOn: true),
            _ => TdsReply.Empty,
        };

    /// <summary>Jobs with ids from 1.</summary>
    public static TdsReply ListOf(int count) => TdsReply.Table(JobColumns, Enumerable.Range(1, count).Select(Job));

    /// <summary>The answer to whether a setting is on.</summary>
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
        var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        return
        [
            null,
            time,
            null,
            (long)id,
            "Campaign",
            null,
            $"Job {id}",
            1L,
            false,
            null,
            0L,
            null,
            null,
            "scheduled",
            null,
            null,
            time,
        ];
    }
}
