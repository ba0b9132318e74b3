using JobsService.Application.Filtering;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>
/// Filters of a list with their values, and the expected result of applying them to jobs. It is derived from the declared filters
/// and their kinds, independently of the SQL.
/// </summary>
/// <param name="OnlyUnfinished">Whether the list is restricted to unfinished jobs.</param>
/// <param name="Used">The filters and their values in the query string.</param>
internal sealed record JobFilterReference(bool OnlyUnfinished, IReadOnlyList<(Filter Filter, string Value)> Used)
{
    /// <summary>The query string with the filters.</summary>
    public string Query =>
        string.Join('&', Used.Select(used => $"{used.Filter.Name}={Uri.EscapeDataString(used.Value)}"));

    /// <summary>Whether a job passes all filters.</summary>
    public bool Includes(Job job) =>
        (!OnlyUnfinished || job.IsUnfinished) && Used.All(used => Passes(used.Filter, used.Value, job));

    private static bool Passes(Filter filter, string value, Job job)
    {
        var field = FieldOf(filter, job);
        return filter.Kind switch
        {
            TimeFilter { IsLowerBound: true } => field is DateTimeOffset time && Seconds(time) > Number(value),
            TimeFilter => field is DateTimeOffset time && Seconds(time) < Number(value),
            WordsFilter => value.Split(',').Contains((string?)field, StringComparer.OrdinalIgnoreCase),
            IntegersFilter => field is long number && value.Split(',').Contains($"{number}", StringComparer.Ordinal),
            TextFilter { IsPart: true } => ((string)field!).Contains(value, StringComparison.OrdinalIgnoreCase),
            FlagFilter => (bool)field! == (value == "true"),
            var kind => throw new NotSupportedException($"{filter.Name}: {kind.GetType().Name} has no reference yet."),
        };
    }

    private static object? FieldOf(Filter filter, Job job)
    {
        if (filter.Field == "stalled")
        {
            // Random jobs were updated long ago.
            return job.IsStalled(DateTimeOffset.MaxValue);
        }

        var property = string.Concat(
            filter.Field.Split('_').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}")
        );
        return typeof(Job).GetProperty(property)!.GetValue(job);
    }

    private static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
