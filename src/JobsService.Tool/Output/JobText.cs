using System.Globalization;
using JobsService.Client;
using Spectre.Console;

namespace JobsService.Tool.Output;

/// <summary>The texts of a job in tables and lines.</summary>
internal static class JobText
{
    private const int BarWidth = 20;

    /// <summary>A time in UTC, or a dash.</summary>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>The progress in percent, or a dash.</summary>
    public static string Percent(Job job) =>
        job.Percent is { } percent ? $"{percent.ToString(CultureInfo.InvariantCulture)}%" : "-";

    /// <summary>The state, with a color if it is an end or a pause.</summary>
    public static Text State(Job job) => new(SafeText.Of(job.State.ToString()), new Style(ColorOf(job)));

    /// <summary>A bar of the progress.</summary>
    /// <param name="job">The job.</param>
    /// <param name="isUnicode">Whether the terminal has other characters than ASCII.</param>
    public static Text Bar(Job job, bool isUnicode)
    {
        var done = (job.Percent ?? 0) * BarWidth / 100;
        var (full, empty) = isUnicode ? ('█', '░') : ('#', '.');
        return new Text(new string(full, done) + new string(empty, BarWidth - done), new Style(ColorOf(job)));
    }

    private static Color ColorOf(Job job) =>
        job switch
        {
            _ when job.State == JobState.Failed => Color.Red,
            _ when job.State == JobState.Cancelled => Color.Grey,
            _ when job.State == JobState.Finished => Color.Green,
            { Paused: true } => Color.Yellow,
            _ when job.State == JobState.Paused => Color.Yellow,
            _ => Color.Blue,
        };
}
