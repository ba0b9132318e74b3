using System.Globalization;

namespace JobsService.Benchmarks.Suite;

/// <summary>A number that was measured, and what it should be.</summary>
/// <param name="Work">What was measured, and in which unit.</param>
/// <param name="Measured">What it came to.</param>
/// <param name="Format">How its numbers are written.</param>
/// <param name="Target">What it should be; null when there is no target.</param>
internal sealed record Finding(string Work, Spread Measured, string Format, Target? Target = null)
{
    /// <summary>A row of the page's table.</summary>
    public string ToRow() => $"| {Work} | {Measured.ToText(Format)} | {Target?.ToText()} | {Verdict} |";

    /// <summary>Whether there is a target, and it is not met.</summary>
    public bool IsMissed => Target?.IsMetBy(Measured) == false;

    private string Verdict =>
        (Target, IsMissed) switch
        {
            (null, _) => "",
            (_, false) => "yes",
            _ => "**no**",
        };
}

/// <summary>What a number should be.</summary>
/// <param name="IsMinimum">Whether it is the smallest number that is good, and not the greatest.</param>
/// <param name="Value">The number.</param>
/// <param name="IsOfMedian">Whether the median must keep to it, and not every round.</param>
internal sealed record Target(bool IsMinimum, double Value, bool IsOfMedian)
{
    /// <summary>A ratio that the median must reach.</summary>
    public static Target RatioOfAtLeast(double value) => new(IsMinimum: true, value, IsOfMedian: true);

    /// <summary>A ratio that the median must not exceed.</summary>
    public static Target RatioOfAtMost(double value) => new(IsMinimum: false, value, IsOfMedian: true);

    /// <summary>A bound that every round must reach.</summary>
    public static Target AtLeast(double value) => new(IsMinimum: true, value, IsOfMedian: false);

    /// <summary>A bound that no round may exceed.</summary>
    public static Target AtMost(double value) => new(IsMinimum: false, value, IsOfMedian: false);

    public bool IsMetBy(Spread measured)
    {
        var worst = IsMinimum ? measured.Min : measured.Max;
        var judged = IsOfMedian ? measured.Median : worst;
        return IsMinimum ? judged >= Value : judged <= Value;
    }

    public string ToText() => $"{(IsMinimum ? "≥" : "≤")} {Value.ToString(CultureInfo.InvariantCulture)}";
}
