using System.Text.RegularExpressions;

namespace JobsService.IntegrationTests.Docs;

/// <summary>The tests that <c>docs/threat-model.md</c> names exist.</summary>
internal sealed partial class ThreatModelTests
{
    private const int Risks = 10;

    [Test]
    public async Task Every_risk_is_on_the_page_and_every_test_that_it_names_exists()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "threat-model.md"));
        var named = TestClass()
            .Matches(page)
            .Select(match => match.Groups["name"].Value)
            .Distinct(StringComparer.Ordinal);
        var existing = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension);

        Assert.That(named, Is.Not.Empty);
        Assert.That(
            named.Except(existing, StringComparer.Ordinal),
            Is.Empty,
            "Tests named in docs/threat-model.md that do not exist"
        );
        Assert.That(
            Enumerable.Range(1, Risks).Select(number => $"| API{number} ").Where(risk => !page.Contains(risk)),
            Is.Empty,
            "Risks missing in docs/threat-model.md"
        );
    }

    [GeneratedRegex("`(?<name>\\w+Tests)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestClass();
}
