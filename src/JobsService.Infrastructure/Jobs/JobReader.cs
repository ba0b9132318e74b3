using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Jobs;

/// <summary>Makes a job of a row of <see cref="JobStatements"/>.</summary>
/// <remarks>
/// By hand and not by Dapper's mapper, for two reasons: Dapper boxes every value, which a million rows feel, and it reads a
/// time through the local time zone.
/// </remarks>
internal static class JobReader
{
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
}
