using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using ArchUnitNET.NUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace JobsService.ArchitectureTests;

/// <summary>
/// Each namespace of the API project depends only on namespaces before it in <see cref="Order"/>, so there are no cycles. The
/// features are at the end, so no infrastructure depends on them.
/// </summary>
internal sealed class ApiNamespaceTests
{
    private const string Root = "JobsService.Api";

    private static readonly string[] Order =
    [
        "Configuration",
        "QueryStrings",
        "Telemetry",
        "Responses",
        "Authentication",
        "RateLimiting",
        "Admission",
        "Middleware",
        "Transport",
        "Shutdown",
        "Health",
        "Startup",
        "OpenApi",
        "Dashboard",
        "Jobs",
        "JobChanges",
        "ApiKeys",
        "Auditing",
        "Organizations",
        "",
        "Cli",
    ];

    private static readonly Architecture Architecture = new ArchLoader()
        .LoadAssemblies(typeof(Api.ServiceHost).Assembly)
        .Build();

    private static IEnumerable<string> NotLast => Order[..^1];

    [TestCaseSource(nameof(NotLast))]
    public void A_namespace_depends_only_on_namespaces_before_it_in_the_order(string name)
    {
        var later = Order[(Array.IndexOf(Order, name) + 1)..];

        RuleFor(name, later).Check(Architecture);
    }

    [Test]
    public void Every_namespace_is_in_the_order()
    {
        var namespaces = Architecture
            .Types.Select(type => type.Namespace?.FullName ?? "")
            .Where(name => name == Root || name.StartsWith($"{Root}.", StringComparison.Ordinal))
            .Select(name => name[Root.Length..].TrimStart('.'));

        Assert.That(namespaces.Distinct(StringComparer.Ordinal), Is.SubsetOf(Order));
    }

    [Test]
    public void A_reference_in_the_wrong_direction_fails_the_rule() =>
        Assert.That(RuleFor("Responses", ["Telemetry"]).HasNoViolations(Architecture), Is.False);

    private static TypesShouldConjunction RuleFor(string name, string[] later) =>
        Types()
            .That()
            .ResideInNamespace(NameOf(name))
            .Should()
            .NotDependOnAny(
                Types()
                    .That()
                    .ResideInNamespaceMatching($"^({string.Join('|', later.Select(NameOf))})$".Replace(".", @"\."))
            );

    private static string NameOf(string name) => name.Length == 0 ? Root : $"{Root}.{name}";
}
