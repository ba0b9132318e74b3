using System.Data.Common;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.Jobs;

/// <summary>Makes a job of a row of <see cref="JobStatements"/>.</summary>
/// <remarks>
/// By hand and not by Dapper's mapper, for two reasons: Dapper boxes every value, which a million rows feel, and it reads a
/// time through the local time zone.
/// </remarks>
internal sealed class JobReader(ISqlEngine engine)
{
    public Job Read(DbDataReader row) =>
        new()
        {
            BeginsAt = Time(row, 0),
            CreatedAt = engine.ReadTime(row, 1),
            FinishedAt = Time(row, 2),
            Id = row.GetInt64(3),
            JobType = row.GetString(4),
            MailingListId = Number(row, 5),
            Name = row.GetString(6),
            OrganizationId = row.GetInt64(7),
            Paused = row.GetBoolean(8),
            ProgressTotal = Number(row, 9),
            ProgressValue = row.GetInt64(10),
            RetryAt = Time(row, 11),
            StartedAt = Time(row, 12),
            State = row.GetString(13),
            State2 = row.IsDBNull(14) ? null : row.GetString(14),
            SuppressionListId = Number(row, 15),
            UpdatedAt = engine.ReadTime(row, 16),
        };

    private DateTimeOffset? Time(DbDataReader row, int ordinal) =>
        row.IsDBNull(ordinal) ? null : engine.ReadTime(row, ordinal);

    private static long? Number(DbDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetInt64(ordinal);
}
