using System.Globalization;

namespace JobsService.Benchmarks.Suite;

/// <summary>The minimum, median and maximum of a value over several rounds.</summary>
internal sealed record Spread(double Min, double Median, double Max)
{
    public static Spread Of(params IEnumerable<double> rounds)
    {
        double[] sorted = [.. rounds.Order()];
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return new Spread(sorted[0], median, sorted[^1]);
    }

    /// <summary>Returns the spread of the ratios of two values, round by round.</summary>
    public static Spread OfRatios(IEnumerable<double> numbers, IEnumerable<double> others) =>
        Of(numbers.Zip(others, (number, other) => number / other));

    /// <summary>Returns for example <c>0.91 / 0.93 / 0.97</c>, or a single number if all are equal.</summary>
    public string ToText(string format) =>
        Min.Equals(Max)
            ? Median.ToString(format, CultureInfo.InvariantCulture)
            : string.Join(
                " / ",
                new[] { Min, Median, Max }.Select(number => number.ToString(format, CultureInfo.InvariantCulture))
            );
}
