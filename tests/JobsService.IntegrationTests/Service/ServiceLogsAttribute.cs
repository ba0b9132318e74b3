using System.Collections.Concurrent;
using NUnit.Framework.Interfaces;

[assembly: JobsService.IntegrationTests.Service.ServiceLogs]

namespace JobsService.IntegrationTests.Service;

/// <summary>Prints the end of the logs of the services that a test started, if the test fails.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ServiceLogsAttribute : Attribute, ITestAction
{
    private const int LinesPrinted = 20;

    private static readonly ConcurrentDictionary<string, ConcurrentQueue<Func<IEnumerable<string>>>> Logs = new(
        StringComparer.Ordinal
    );

    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test) { }

    public void AfterTest(ITest test)
    {
        if (
            Logs.TryRemove(test.Id, out var logs)
            && TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed
        )
        {
            foreach (var line in logs.SelectMany(lines => lines().Where(IsUnusual).TakeLast(LinesPrinted)))
            {
                TestContext.Out.WriteLine(line);
            }
        }
    }

    private static bool IsUnusual(string line) => !line.Contains("responded 200 (complete)", StringComparison.Ordinal);

    /// <summary>Adds a log to those of the current test.</summary>
    /// <param name="lines">Returns the lines that were logged so far.</param>
    internal static void Add(Func<IEnumerable<string>> lines) =>
        Logs.GetOrAdd(TestContext.CurrentContext.Test.ID, static _ => new()).Enqueue(lines);
}
