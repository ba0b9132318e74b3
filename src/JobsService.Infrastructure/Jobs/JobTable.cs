using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Jobs;

/// <summary>
/// The columns of the table <c>jobs</c>, in the order in which every statement selects and inserts them, and the mapping of a row
/// to a job.
/// </summary>
internal static class JobTable
{
    /// <summary>Each column with its type and a function that returns its value for a job.</summary>
    public static readonly IReadOnlyList<(string Name, ColumnType Type, Func<Job, object?> Value)> Columns =
    [
        ("begins_at", ColumnType.Time, job => job.BeginsAt),
        ("created_at", ColumnType.Time, job => job.CreatedAt),
        ("finished_at", ColumnType.Time, job => job.FinishedAt),
        ("id", ColumnType.BigInt, job => job.Id),
        ("job_type", ColumnType.VarChar(64), job => job.JobType),
        ("mailing_list_id", ColumnType.BigInt, job => job.MailingListId),
        ("name", ColumnType.NVarChar(255), job => job.Name),
        ("organization_id", ColumnType.BigInt, job => job.OrganizationId),
        ("paused", ColumnType.Bit, job => job.Paused),
        ("progress_total", ColumnType.BigInt, job => job.ProgressTotal),
        ("progress_value", ColumnType.BigInt, job => job.ProgressValue),
        ("retry_at", ColumnType.Time, job => job.RetryAt),
        ("started_at", ColumnType.Time, job => job.StartedAt),
        ("state", ColumnType.VarChar(64), job => job.State),
        ("state2", ColumnType.VarChar(64), job => job.State2),
        ("suppression_list_id", ColumnType.BigInt, job => job.SuppressionListId),
        ("updated_at", ColumnType.Time, job => job.UpdatedAt),
    ];

    /// <summary>The names of the columns, separated by commas.</summary>
    public static readonly string Names = string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>Maps a row whose columns are in the order of <see cref="Columns"/> to a job.</summary>
    /// <remarks>
    /// Dapper's mapper is not used, because it boxes every value, which is slow for a million rows, and reads times in the local
    /// time zone.
    /// </remarks>
    public static Job Read(Row row) =>
        new()
        {
            BeginsAt = row.TimeOrNull(0),
            CreatedAt = row.Time(1),
            FinishedAt = row.TimeOrNull(2),
            Id = row.Integer(3),
            JobType = row.Text(4),
            MailingListId = row.IntegerOrNull(5),
            Name = row.Text(6),
            OrganizationId = row.Integer(7),
            Paused = row.Boolean(8),
            ProgressTotal = row.IntegerOrNull(9),
            ProgressValue = row.Integer(10),
            RetryAt = row.TimeOrNull(11),
            StartedAt = row.TimeOrNull(12),
            State = row.Text(13),
            State2 = row.TextOrNull(14),
            SuppressionListId = row.IntegerOrNull(15),
            UpdatedAt = row.Time(16),
        };

    /// <summary>Maps a row of a list in the order of change, which has the version after the columns, to a job.</summary>
    public static Job ReadWithVersion(Row row) => Read(row) with { RowVersion = row.Integer(Columns.Count) };
}
