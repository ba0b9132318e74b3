using System.Data;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.Seeding;

/// <summary>The columns of <c>jobs</c> for writing: their names and types, and a job's values in the same order.</summary>
internal static class JobColumns
{
    public static IReadOnlyList<(string Name, DbType Type)> All { get; } =
    [
        ("id", DbType.Int64),
        ("organization_id", DbType.Int64),
        ("job_type", DbType.AnsiString),
        ("name", DbType.String),
        ("state", DbType.AnsiString),
        ("state2", DbType.AnsiString),
        ("paused", DbType.Boolean),
        ("progress_value", DbType.Int64),
        ("progress_total", DbType.Int64),
        ("mailing_list_id", DbType.Int64),
        ("suppression_list_id", DbType.Int64),
        ("begins_at", DbType.DateTime2),
        ("started_at", DbType.DateTime2),
        ("finished_at", DbType.DateTime2),
        ("retry_at", DbType.DateTime2),
        ("created_at", DbType.DateTime2),
        ("updated_at", DbType.DateTime2),
    ];

    /// <summary>Fills <paramref name="values"/> with what the columns store; absent values are <see cref="DBNull"/>.</summary>
    public static void Fill(object[] values, in Job job, ISqlEngine engine)
    {
        object Time(DateTimeOffset? time) => time is { } value ? engine.ToColumn(value) : DBNull.Value;

        values[0] = job.Id;
        values[1] = job.OrganizationId;
        values[2] = job.JobType;
        values[3] = job.Name;
        values[4] = job.State;
        values[5] = OrNull(job.State2);
        values[6] = job.Paused;
        values[7] = job.ProgressValue;
        values[8] = OrNull(job.ProgressTotal);
        values[9] = OrNull(job.MailingListId);
        values[10] = OrNull(job.SuppressionListId);
        values[11] = Time(job.BeginsAt);
        values[12] = Time(job.StartedAt);
        values[13] = Time(job.FinishedAt);
        values[14] = Time(job.RetryAt);
        values[15] = engine.ToColumn(job.CreatedAt);
        values[16] = engine.ToColumn(job.UpdatedAt);
    }

    private static object OrNull(object? value) => value ?? DBNull.Value;
}
