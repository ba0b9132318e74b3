using System.Globalization;

namespace JobsService.Benchmarks.Suite;

/// <summary>A measured result and its target.</summary>
/// <param name="Work">A description of the measurement, with its unit.</param>
/// <param name="Measured">The measured values.</param>
/// <param name="Format">The number format of the values.</param>
/// <param name="Target">The target; null if there is none.</param>
internal sealed record Finding(string Work, Spread Measured, string Format, Target? Target = null)
{
    /// <summary>Returns the result as a row of a Markdown table.</summary>
    public string ToRow() => $"| {Work} | {Measured.ToText(Format)} | {Target?.ToText()} | {Verdict} |";

    /// <summary>Whether there is a target that is not met.</summary>
    public bool IsMissed => Target?.IsMetBy(Measured) == false;

    private string Verdict =>
        (Target, IsMissed) switch
        {
            (null, _) => "",
            (_, false) => "yes",
            _ => "**no**",
        };
}

/// <summary>A target of a measurement.</summary>
/// <param name="IsMinimum">True for a lower bound, false for an upper bound.</param>
/// <param name="Value">The bound.</param>
/// <param name="IsOfMedian">Whether the target applies to the median instead of every round.</param>
internal sealed record Target(bool IsMinimum, double Value, bool IsOfMedian)
{
    /// <summary>A lower bound of the median of ratios.</summary>
    public static Target RatioOfAtLeast(double value) => new(IsMinimum: true, value, IsOfMedian: true);

    /// <summary>An upper bound of the median of ratios.</summary>
    public static Target RatioOfAtMost(double value) => new(IsMinimum: false, value, IsOfMedian: true);

    /// <summary>A lower bound for every round.</summary>
    public static Target AtLeast(double value) => new(IsMinimum: true, value, IsOfMedian: false);

    /// <summary>An upper bound for every round.</summary>
    public static Target AtMost(double value) => new(IsMinimum: false, value, IsOfMedian: false);

    public bool IsMetBy(Spread measured)
    {
        var worst = IsMinimum ? measured.Min : measured.Max;
        var judged = IsOfMedian ? measured.Median : worst;
        return IsMinimum ? judged >= Value : judged <= Value;
    }

    public string ToText() => $"{(IsMinimum ? "≥" : "≤")} {Value.ToString(CultureInfo.InvariantCulture)}";
}
