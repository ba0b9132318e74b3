using System.Globalization;
using System.Text.RegularExpressions;

namespace JobsService.Application.Filtering;

/// <summary>
/// Parses the time of a filter: UNIX time in seconds, or ISO 8601 with an offset, in the years 1 to 9999. The compared columns
/// hold whole seconds, so the time is rounded to the second that gives the same result.
/// </summary>
internal static partial class TimeBound
{
    [GeneratedRegex(@"^-?[0-9]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnixSeconds();

    // A "+" that is not percent-encoded in a query string is decoded as a space, so a space here means "+".
    [GeneratedRegex(
        @"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](?<hours>[0-9]{2}:[0-9]{2})(:(?<seconds>[0-9]{2})([.,](?<fraction>[0-9]+))?)?"
            + @"((?<utc>[Zz])|(?<sign>[+ -])(?<offset>[0-9]{2})(:?(?<minutes>[0-9]{2}))?)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Iso8601();

    /// <summary>Parses an exclusive lower bound.</summary>
    /// <param name="text">The time.</param>
    /// <param name="second">The bound without its fraction; a field matches if it is greater than this.</param>
    public static bool TryReadAfter(string? text, out DateTimeOffset second) => TryRead(text, out second, out _);

    /// <summary>Parses an exclusive upper bound.</summary>
    /// <param name="text">The time.</param>
    /// <param name="last">
    /// The last whole second before the bound; a field matches if it is not greater than this. Null if the bound is the first
    /// second of year 1.
    /// </param>
    public static bool TryReadBefore(string? text, out DateTimeOffset? last)
    {
        last = null;
        if (!TryRead(text, out var second, out var hasFraction))
        {
            return false;
        }

        if (hasFraction)
        {
            last = second;
        }
        else if (second > DateTimeOffset.MinValue)
        {
            last = second.AddSeconds(-1);
        }

        return true;
    }

    private static bool TryRead(string? text, out DateTimeOffset second, out bool hasFraction)
    {
        hasFraction = false;
        second = default;
        if (UnixSeconds().IsMatch(text ?? ""))
        {
            return long.TryParse(text, CultureInfo.InvariantCulture, out var unix) && TryReadUnix(unix, out second);
        }

        var match = Iso8601().Match(text ?? "");
        if (!match.Success)
        {
            return false;
        }

        hasFraction = match.Groups["fraction"].ValueSpan.ContainsAnyExcept('0');
        return DateTimeOffset.TryParseExact(
            ToCanonicalForm(match.Groups),
            "yyyy-MM-dd'T'HH:mm:sszzz",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal,
            out second
        );
    }

    private static bool TryReadUnix(long seconds, out DateTimeOffset second)
    {
        var isInRange =
            seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds()
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        second = isInRange ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return isInRange;
    }

    private static string ToCanonicalForm(GroupCollection parts)
    {
        var seconds = parts["seconds"].Success ? parts["seconds"].Value : "00";
        var minutes = parts["minutes"].Success ? parts["minutes"].Value : "00";
        var sign = parts["sign"].Value == "-" ? "-" : "+";
        var offset = parts["utc"].Success ? "+00:00" : $"{sign}{parts["offset"].Value}:{minutes}";
        return $"{parts["date"].Value}T{parts["hours"].Value}:{seconds}{offset}";
    }
}
