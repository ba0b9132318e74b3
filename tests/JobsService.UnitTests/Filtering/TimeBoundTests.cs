using System.Globalization;
using JobsService.Application.Filtering;

namespace JobsService.UnitTests.Filtering;

internal sealed class TimeBoundTests
{
    [TestCase("0", "1970-01-01T00:00:00Z")]
    [TestCase("1404394620", "2014-07-03T13:37:00Z")]
    [TestCase("-1", "1969-12-31T23:59:59Z")]
    [TestCase("-62135596800", "0001-01-01T00:00:00Z")]
    [TestCase("253402300799", "9999-12-31T23:59:59Z")]
    [TestCase("2014-07-03T13:37:00Z", "2014-07-03T13:37:00Z")]
    [TestCase("2014-07-03t13:37:00z", "2014-07-03T13:37:00Z")]
    [TestCase("2014-07-03T13:37Z", "2014-07-03T13:37:00Z")]
    [TestCase("2014-07-03T15:37:00+02:00", "2014-07-03T13:37:00Z")]
    [TestCase(
        "2014-07-03T15:37:00 02:00",
        "2014-07-03T13:37:00Z",
        Description = "A plus sign without URL encoding is decoded as a space."
    )]
    [TestCase("2014-07-03T08:07:00-0530", "2014-07-03T13:37:00Z")]
    [TestCase("2014-07-03T15:37:00+02", "2014-07-03T13:37:00Z")]
    [TestCase("2014-07-03T13:37:00-00:00", "2014-07-03T13:37:00Z")]
    [TestCase("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z")]
    [TestCase("2000-02-29T23:59:59Z", "2000-02-29T23:59:59Z")]
    [TestCase("2024-12-31T23:00:00-02:00", "2025-01-01T01:00:00Z")]
    [TestCase("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [TestCase("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z")]
    public void A_bound_at_a_whole_second_excludes_that_second(string text, string expected)
    {
        var second = Time(expected)!.Value;
        DateTimeOffset? before = second == DateTimeOffset.MinValue ? null : second.AddSeconds(-1);

        Assert.That((After(text), Before(text)), Is.EqualTo(((DateTimeOffset?)second, before)));
    }

    [TestCase("2014-07-03T13:37:00.5Z", "2014-07-03T13:37:00Z")]
    [TestCase("2014-07-03T13:37:00,5Z", "2014-07-03T13:37:00Z")]
    [TestCase("2014-07-03T15:37:00.000000001+02:00", "2014-07-03T13:37:00Z")]
    [TestCase("2014-07-03T13:37:59.999Z", "2014-07-03T13:37:59Z")]
    [TestCase("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59Z")]
    [TestCase("0001-01-01T00:00:00.5Z", "0001-01-01T00:00:00Z")]
    [TestCase("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59Z")]
    public void An_upper_bound_with_a_fraction_includes_the_second_it_is_in(string text, string second)
    {
        Assert.That((After(text), Before(text)), Is.EqualTo((Time(second), Time(second))));
    }

    [Test]
    public void A_fraction_of_zeros_is_ignored()
    {
        Assert.That(Before("2014-07-03T13:37:00.000000000000Z"), Is.EqualTo(Time("2014-07-03T13:36:59Z")));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("now")]
    [TestCase("1404394620.5")]
    [TestCase("1404394620000", Description = "Milliseconds since the epoch.")]
    [TestCase("253402300800")]
    [TestCase("-62135596801")]
    [TestCase("99999999999999999999")]
    [TestCase("0\0")]
    [TestCase("1e9")]
    [TestCase("0x10")]
    [TestCase("٣")]
    [TestCase("2014-07-03")]
    [TestCase("2014-07-03T13:37:00", Description = "Without a UTC offset.")]
    [TestCase("2014-07-03 13:37:00Z")]
    [TestCase("2023-02-29T00:00:00Z", Description = "2023 is not a leap year.")]
    [TestCase("1900-02-29T00:00:00Z")]
    [TestCase("2014-02-30T00:00:00Z")]
    [TestCase("2014-13-01T00:00:00Z")]
    [TestCase("2014-07-03T24:00:00Z")]
    [TestCase("2014-07-03T13:60:00Z")]
    [TestCase("2016-12-31T23:59:60Z", Description = ".NET does not support leap seconds.")]
    [TestCase("2014-07-03T13:37.5Z", Description = "A fraction of a minute.")]
    [TestCase("2014-07-03T13:37:00.Z")]
    [TestCase("2014-07-03T13:37:00.٠Z")]
    [TestCase("2014-07-03T13:37:00+25:00")]
    [TestCase("2014-07-03T13:37:00+02:60")]
    [TestCase("0000-01-01T00:00:00Z")]
    [TestCase("0001-01-01T00:00:00+14:00", Description = "Before the year 1 in UTC.")]
    [TestCase("9999-12-31T23:59:59-01:00", Description = "After the year 9999 in UTC.")]
    [TestCase("10000-01-01T00:00:00Z")]
    [TestCase("2014-07-03T13:37:00Z\n")]
    public void An_invalid_time_is_rejected(string text)
    {
        Assert.That(
            (TimeBound.TryReadAfter(text, out _), TimeBound.TryReadBefore(text, out _)),
            Is.EqualTo((false, false))
        );
    }

    private static DateTimeOffset? After(string text) =>
        TimeBound.TryReadAfter(text, out var second) ? second : throw new FormatException(text);

    private static DateTimeOffset? Before(string text) =>
        TimeBound.TryReadBefore(text, out var last) ? last : throw new FormatException(text);

    private static DateTimeOffset? Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
