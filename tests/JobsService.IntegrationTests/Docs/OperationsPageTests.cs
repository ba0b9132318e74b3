using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using JobsService.Api;
using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JobsService.IntegrationTests.Docs;

/// <summary>The settings, tests and alerts in docs/operations.md match the program.</summary>
internal sealed partial class OperationsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs/operations.md"));

    private static readonly Assembly[] ProductAssemblies =
    [
        typeof(ServiceHost).Assembly,
        typeof(JobListOptions).Assembly,
        typeof(DatabaseOptions).Assembly,
    ];

    /// <summary>The settings of the options classes by their configuration keys, with their defaults.</summary>
    private static Dictionary<string, string> Settings =>
        ProductAssemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
            .Where(type => type.GetField("Section") is not null)
            .SelectMany(type =>
                type.GetProperties()
                    .Where(property => property.SetMethod?.IsPublic == true)
                    .Select(property =>
                        (
                            Name: $"{type.GetField("Section")!.GetValue(null)}:{property.Name}",
                            Default: TextOf(property.GetValue(Activator.CreateInstance(type)))
                        )
                    )
            )
            .ToDictionary(setting => setting.Name, setting => setting.Default, StringComparer.Ordinal);

    [Test]
    public void Every_setting_is_in_the_table_with_its_default()
    {
        Assert.That(Settings, Has.Count.GreaterThan(15), "Some options classes were not found.");
        var rows = Settings.Select(setting => $"| `{setting.Key}` | {setting.Value} |");
        Assert.That(
            rows.Where(row => !Page.Contains(row, StringComparison.Ordinal)),
            Is.Empty,
            "Rows missing in docs/operations.md"
        );
    }

    [Test]
    public async Task A_numeric_setting_with_a_non_numeric_value_is_reported_by_name()
    {
        var numbers = Settings
            .Where(setting => long.TryParse(setting.Value.Trim('`'), CultureInfo.InvariantCulture, out _))
            .ToArray();
        var builder = ServiceHost.CreateBuilder("Production").AddHttp();
        foreach (var (name, _) in numbers)
        {
            builder.Configuration[name] = "many";
        }

        await using var app = builder.Build();
        var failures = Assert
            .Throws<AggregateException>(() => app.Services.GetRequiredService<IStartupValidator>().Validate())
            .InnerExceptions.Cast<OptionsValidationException>()
            .SelectMany(section => section.Failures)
            .ToArray();

        Assert.That(failures, Has.Length.EqualTo(numbers.Length));
        foreach (var (name, _) in numbers)
        {
            Assert.That(failures, Has.Some.StartsWith($"{name} is 'many'; it must be an integer from "));
        }
    }

    [Test]
    public void Every_setting_in_the_table_exists()
    {
        var sections = Settings.Keys.Select(name => name.Split(':')[0]).Distinct(StringComparer.Ordinal).ToArray();
        var rows = SettingRow()
            .Matches(Page)
            .Select(row => row.Groups["name"].Value)
            .Where(name => sections.Contains(name.Split(':')[0], StringComparer.Ordinal));

        Assert.That(
            rows.Except(Settings.Keys, StringComparer.Ordinal),
            Is.Empty,
            "Settings in docs/operations.md that do not exist"
        );
    }

    [Test]
    public void Every_test_that_the_page_names_exists()
    {
        var named = TestName().Matches(Page).Select(name => name.Value).Distinct(StringComparer.Ordinal).ToArray();
        var tests = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension);

        Assert.That(named, Has.Length.GreaterThan(5));
        Assert.That(
            named.Except(tests, StringComparer.Ordinal),
            Is.Empty,
            "Tests named in docs/operations.md that do not exist"
        );
    }

    [Test]
    public void Every_alert_has_a_paragraph_and_every_paragraph_an_alert()
    {
        var rules = File.ReadAllText(Path.Combine(Repository.Root, "build/alerts.yaml"));
        var alerts = Alert().Matches(rules).Select(alert => alert.Groups["name"].Value);
        var paragraphs = Paragraph().Matches(Page).Select(heading => heading.Groups["name"].Value);

        Assert.That(paragraphs, Is.Not.Empty);
        Assert.That(
            paragraphs,
            Is.EquivalentTo(alerts),
            "Paragraphs in docs/operations.md and alerts in build/alerts.yaml"
        );
    }

    private static string TextOf(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? $"`{text}`" : "none";

    [GeneratedRegex(@"^\| `(?<name>\w+:\w+)`", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex SettingRow();

    [GeneratedRegex(@"\b[A-Z]\w+Tests\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"- alert: (?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alert();

    [GeneratedRegex(@"^### (?<name>JobsService\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Paragraph();
}
