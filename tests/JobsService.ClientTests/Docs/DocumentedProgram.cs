using System.Diagnostics;
using System.Text.RegularExpressions;
using JobsService.ClientTests.Tool;
using JobsService.IntegrationTests.Docs;

namespace JobsService.ClientTests.Docs;

/// <summary>A program of <c>docs/clients.md</c> in a directory of its own.</summary>
internal sealed partial class DocumentedProgram : IDisposable
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "clients.md"));

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jobs-docs-");
    private readonly string _interpreter;
    private readonly string _file;

    /// <summary>Saves the program under the name that the page gives it.</summary>
    /// <param name="heading">The heading of its section.</param>
    /// <param name="interpreter">The program that runs it. The test is skipped if it is not installed.</param>
    public DocumentedProgram(string heading, string interpreter)
    {
        ToolProcess.Require(interpreter);
        _interpreter = interpreter;
        var section = Page.Split($"\n## {heading}\n")[1].Split("\n## ")[0];
        _file = Path.Combine(_directory.FullName, FileName().Match(section).Groups["name"].Value);
        File.WriteAllText(_file, Code().Match(section).Groups["code"].Value);
    }

    /// <summary>The variables of the programs.</summary>
    public required Dictionary<string, string> Variables { get; init; }

    /// <summary>Starts a task.</summary>
    public Process Start(string task)
    {
        var start = new ProcessStartInfo(_interpreter, [_file, task])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = _directory.FullName,
        };
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a task to its end, and returns its output.</summary>
    public async Task<string> Run(string task, CancellationToken cancellationToken)
    {
        using var process = Start(task);
        var run = await process.Finish(cancellationToken);
        Assert.That(run.ExitCode, Is.Zero, $"{task}: {run.Error}{run.Output}");
        return run.Output;
    }

    /// <summary>Reads a file that the program wrote.</summary>
    public string Read(string name) => File.ReadAllText(Path.Combine(_directory.FullName, name));

    public void Dispose() => _directory.Delete(recursive: true);

    [GeneratedRegex("Save this as `(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileName();

    [GeneratedRegex("\n```[a-z]+\n(?<code>.*?)\n```\n", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Code();
}
