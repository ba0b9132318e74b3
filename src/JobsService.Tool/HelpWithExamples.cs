using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace JobsService.Tool;

/// <summary>Prints the help of a command, and then examples of its use.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["login"] = ["jobs login https://jobs.example.com", "jobs login https://jobs.example.com < key.txt"],
        ["logout"] = ["jobs logout"],
        ["list"] =
        [
            "jobs list --unfinished",
            "jobs list --state failed --updated-after 24h",
            "jobs list --name newsletter --order -changed --limit 20 --output json",
        ],
        ["show"] = ["jobs show 11", "jobs show 11 --output json"],
        ["watch"] = ["jobs watch", "jobs watch 11 12 --exit-status --timeout 1h && echo finished"],
        ["stats"] = ["jobs stats", "jobs stats --all-organizations --output json"],
        ["export"] =
        [
            "jobs export --file jobs.csv --bom",
            "jobs export --format ndjson --created-after 7d | gzip > jobs.ndjson.gz",
        ],
        ["whoami"] = ["jobs whoami"],
        ["completion"] =
        [
            "source <(env jobs completion bash)",
            "jobs completion pwsh | Out-String | Invoke-Expression",
        ],
    };

    /// <summary>The commands that have examples.</summary>
    public static IReadOnlyCollection<string> Commands => Examples.Keys;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        var name = parseResult.CommandResult.Command.Name;
        var examples = Examples.TryGetValue(name, out var own) ? own : [.. Examples.Values.Select(list => list[0])];
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
        return result;
    }
}
