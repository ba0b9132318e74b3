using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace JobsService.Benchmarks.Suite;

/// <summary>Describes the run and the machine for the results page.</summary>
internal static class MachineDescription
{
    /// <summary>Returns a paragraph with the date, the duration, the processors and the versions.</summary>
    public static string Of(TimeSpan took) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, in {took.TotalMinutes:F0} minutes. {Environment.ProcessorCount} processors ({Processor()}), {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, SQLite {SqliteVersion()}."
        );

    private static string Processor()
    {
        const string Information = "/proc/cpuinfo";
        const string Name = "model name";
        var line = File.Exists(Information)
            ? File.ReadLines(Information).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string SqliteVersion()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion;
    }
}
