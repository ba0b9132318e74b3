using System.Text.RegularExpressions;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>The scripts of <c>build/sqlserver</c>, split and substituted as sqlcmd does it.</summary>
internal static partial class SetupScripts
{
    /// <summary>The batches of a script, with its variables replaced by values.</summary>
    public static IReadOnlyList<string> Batches(string name, params IEnumerable<(string Variable, string Value)> values)
    {
        var script = File.ReadAllText(Path.Combine(Docs.Repository.Root, "build", "sqlserver", name));
        foreach (var (variable, value) in values)
        {
            script = script.Replace($"$({variable})", value, StringComparison.Ordinal);
        }

        return [.. Separator().Split(script).Where(batch => !string.IsNullOrWhiteSpace(batch))];
    }

    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separator();
}
