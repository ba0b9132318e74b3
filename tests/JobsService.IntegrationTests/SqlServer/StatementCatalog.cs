using System.Reflection;
using JobsService.Infrastructure;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Database;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>
/// The statements that the service can send, found by reflection in the classes named <c>…Statements</c>. The statements of lists
/// are composed, so the catalog has the shapes that cover the composition, and random ones. The architecture tests check that the
/// service can send no other statement.
/// </summary>
internal static class StatementCatalog
{
    /// <summary>The statements. A scoped statement has one entry for each of its texts.</summary>
    public static IReadOnlyList<CatalogEntry> All { get; } =
    [
        .. typeof(InfrastructureServices)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Statements", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .SelectMany(EntriesOf),
    ];

    /// <summary>One test case for each field, with all statements in it.</summary>
    public static IEnumerable<TestCaseData> Cases() =>
        EntryCases()
            .Select(field =>
                new TestCaseData(
                    ((IReadOnlyList<CatalogEntry>)field.Arguments[0]!).Select(entry => entry.Statement).ToList()
                ).SetArgDisplayNames(field.ArgDisplayNames!)
            );

    /// <summary>One test case for each field, with all entries of it.</summary>
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
            ListStatementSet list => ListShapes
                .CoveringAndRandom(list)
                .SelectMany(shape => EntriesOf(name, ListShapes.NameOf(list, shape), list.Compose(shape))),
            var other => throw new InvalidOperationException(
                $"{name} is {other}, which is neither a statement nor a set of statements."
            ),
        };
    }
}
