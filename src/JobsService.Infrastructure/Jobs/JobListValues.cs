using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Jobs;

/// <summary>
/// The values for a statement of <see cref="JobStatements.Lists"/>: one for each of its parameters but the organization.
/// </summary>
internal static class JobListValues
{
    /// <summary>The values of the conditions; what is asked of the list besides, its caller adds.</summary>
    public static StatementValues Of(JobFilter filter, IDatabaseEngine engine)
    {
        StatementValues values = [];
        AddTime("beginsAtAfter", filter.BeginsAtAfter);
        AddTime("beginsAtUntil", filter.BeginsAtUntil);
        AddTime("finishedAtAfter", filter.FinishedAtAfter);
        AddTime("finishedAtUntil", filter.FinishedAtUntil);
        AddWords("state", filter.States);
        AddWords("job_type", filter.JobTypes);
        return values;

        void AddTime(string name, DateTimeOffset? time)
        {
            if (time is { } value)
            {
                values.Add(name, engine.ToColumn(value));
            }
        }

        void AddWords(string column, IReadOnlyList<string>? words)
        {
            for (var number = 0; words is not null && number < JobListParameters.MaxWords; number++)
            {
                values.Add($"{column}_{number}", words[Math.Min(number, words.Count - 1)]);
            }
        }
    }
}
