using System.Reflection;
using JobsService.Infrastructure;
using JobsService.Infrastructure.Sql;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>
/// Every statement that the service can send, found by reflection: what the classes named <c>…Statements</c> hold. That
/// nothing else can be sent is the business of the architecture tests.
/// </summary>
internal static class StatementCatalog
{
    /// <summary>The statements with their names.</summary>
    public static IReadOnlyList<(string Name, Statement Statement)> All { get; } =
    [
        .. typeof(InfrastructureServices)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Statements", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .SelectMany(Named),
    ];

    /// <summary>A test case for each field: the statement, or all the statements, that it holds.</summary>
    public static IEnumerable<TestCaseData> Cases() =>
        All.GroupBy(named => named.Name.Split('[')[0], named => named.Statement, StringComparer.Ordinal)
            .Select(field => new TestCaseData(field.ToList()).SetArgDisplayNames(field.Key));

    private static IEnumerable<(string, Statement)> Named(FieldInfo field)
    {
        var name = $"{field.DeclaringType!.Name}.{field.Name}";
        return field.GetValue(null) switch
        {
            Statement statement => [(name, statement)],
            IStatementSet set => set.Named.Select(named => ($"{name}[{named.Name}]", named.Statement)),
            var other => throw new InvalidOperationException($"{name} is no statement but {other}."),
        };
    }
}
