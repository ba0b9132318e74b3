using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Seeding;

/// <summary>The columns of <c>jobs</c> for writing: their names and types, and a job's values in the same order.</summary>
internal static class JobColumns
{
    public static IReadOnlyList<(string Name, ColumnType Type)> All { get; } =
    [
        ("id", ColumnType.BigInt),
        ("organization_id", ColumnType.BigInt),
        ("job_type", ColumnType.VarChar(64)),
        ("name", ColumnType.NVarChar(255)),
        ("state", ColumnType.VarChar(64)),
        ("state2", ColumnType.VarChar(64)),
        ("paused", ColumnType.Bit),
        ("progress_value", ColumnType.BigInt),
        ("progress_total", ColumnType.BigInt),
        ("mailing_list_id", ColumnType.BigInt),
        ("suppression_list_id", ColumnType.BigInt),
        ("begins_at", ColumnType.Time),
        ("started_at", ColumnType.Time),
        ("finished_at", ColumnType.Time),
        ("retry_at", ColumnType.Time),
        ("created_at", ColumnType.Time),
        ("updated_at", ColumnType.Time),
    ];

    /// <summary>Fills <paramref name="values"/> with what the columns store; absent values are <see cref="DBNull"/>.</summary>
    public static void Fill(object[] values, in Job job, IDatabaseEngine engine)
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
