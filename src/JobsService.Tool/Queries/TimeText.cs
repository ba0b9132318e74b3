using System.Globalization;

namespace JobsService.Tool.Queries;

/// <summary>Parses times and durations of the command line.</summary>
internal static class TimeText
{
    /// <summary>What is allowed as a time.</summary>
    public const string AllowedTimes =
        "an ISO 8601 date or time, such as 2026-11-28 or 2026-11-28T12:00:00Z, or the time that has passed since then, such as 90m, 24h or 7d";

    /// <summary>Parses a time. A time without an offset is UTC.</summary>
    public static DateTimeOffset? Time(string text, DateTimeOffset now)
    {
        if (Duration(text) is { } passed)
        {
            return passed < now - DateTimeOffset.MinValue ? now - passed : null;
        }

        return DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;
    }

    /// <summary>Parses a duration: a positive integer with the unit <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</summary>
    public static TimeSpan? Duration(string text)
    {
        if (
            text.Length < 2
            || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        )
        {
            return null;
        }

        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' when count <= 1_000_000 => TimeSpan.FromDays(count),
            _ => null,
        };
    }
}
