using System.Reflection;
using JobsService.Infrastructure;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Database;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>
/// The statements that the service can send, found by reflection in the classes named <c>…Statements</c>. Of a list, whose statements
/// are composed, it has those that cover the composition, and random ones. The architecture tests check that no other statement can
/// be sent.
/// </summary>
internal static class StatementCatalog
{
    /// <summary>The statements, a scoped one once for each of its texts.</summary>
    public static IReadOnlyList<CatalogEntry> All { get; } =
    [
        .. typeof(InfrastructureServices)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Statements", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .SelectMany(EntriesOf),
    ];

    /// <summary>A test case for each field: all the statements that it holds.</summary>
    public static IEnumerable<TestCaseData> Cases() =>
        EntryCases()
            .Select(field =>
                new TestCaseData(
                    ((IReadOnlyList<CatalogEntry>)field.Arguments[0]!).Select(entry => entry.Statement).ToList()
                ).SetArgDisplayNames(field.ArgDisplayNames!)
            );

    /// <summary>A test case for each field: all the entries that it holds.</summary>
    public static IEnumerable<TestCaseData> EntryCases() =>
        All.GroupBy(entry => entry.Field, StringComparer.Ordinal)
            .Select(field => new TestCaseData(field.ToList()).SetArgDisplayNames(field.Key));

    /// <summary>The entries of one scoped statement.</summary>
    public static IEnumerable<CatalogEntry> EntriesOf(string field, string? shape, ScopedStatement scoped) =>
        scoped.Texts.Select(text => new CatalogEntry(field, shape, text.Scope, text.Statement));

    private static IEnumerable<CatalogEntry> EntriesOf(FieldInfo field)
    {
        var name = $"{field.DeclaringType!.Name}.{field.Name}";
        return field.GetValue(null) switch
        {
            Statement statement => [new CatalogEntry(name, Shape: null, Scope: null, statement)],
            ScopedStatement scoped => EntriesOf(name, shape: null, scoped),
            ListStatementSet list => list
                .CoveringShapes.Concat(RandomShapes.Of(list))
                .Distinct()
                .SelectMany(shape => EntriesOf(name, list.NameOf(shape), list.Compose(shape))),
            var other => throw new InvalidOperationException($"{name} is no statement but {other}."),
        };
    }
}
