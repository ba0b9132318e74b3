using System.Diagnostics.CodeAnalysis;

namespace JobsService.Application.Filtering;

/// <summary>
/// Compares a time field with a bound: UNIX time in seconds, or ISO 8601 with an offset. The value is a
/// <see cref="DateTimeOffset"/>, an exclusive lower bound or an inclusive upper bound.
/// </summary>
public sealed class TimeFilter : FilterKind
{
    private TimeFilter(bool isLowerBound) => IsLowerBound = isLowerBound;

    /// <summary>The field is strictly after the bound.</summary>
    public static TimeFilter After { get; } = new(isLowerBound: true);

    /// <summary>The field is strictly before the bound.</summary>
    public static TimeFilter Before { get; } = new(isLowerBound: false);

    /// <summary>True if the value is an exclusive lower bound; false if it is an inclusive upper bound.</summary>
    public bool IsLowerBound { get; }

    /// <inheritdoc/>
    internal override string Expected =>
        "must be given once, as a UNIX timestamp in seconds or as an ISO-8601 date-time with its offset, like 1404394620 or "
        + "2014-07-03T13:37:00Z, in the years 1 to 9999";

    /// <inheritdoc/>
    internal override string TokenSuffix => IsLowerBound ? "After" : "Until";

    /// <inheritdoc/>
    internal override bool Matches(object? field, object value) =>
        field is DateTimeOffset time && value is DateTimeOffset bound && (IsLowerBound ? time > bound : time <= bound);

    /// <inheritdoc/>
    internal override bool TryRead(IReadOnlyList<string?> values, [NotNullWhen(true)] out object? value)
    {
        value = null;
        if (values is not [var text])
        {
            return false;
        }

        if (IsLowerBound && TimeBound.TryReadAfter(text, out var second))
        {
            value = second;
        }
        else if (!IsLowerBound && TimeBound.TryReadBefore(text, out var last))
        {
            // No time is before the first second of year 1.
            value = last is { } until ? until : FilterValues.NoRow;
        }

        return value is not null;
    }
}
