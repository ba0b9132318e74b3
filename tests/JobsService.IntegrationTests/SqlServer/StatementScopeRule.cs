using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Database.SqlServer;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>
/// Every statement on a table with rows of organizations is confined to the organization in scope, is for the scope of every
/// organization, or states a reason for having no scope.
/// </summary>
internal static class StatementScopeRule
{
    private const string Parameter = $"@{ScopedStatement.OrganizationParameter}";

    private static readonly SqlServerDialect Dialect = new();

    /// <summary>The violations of the rule, one sentence each.</summary>
    public static IEnumerable<string> ViolationsIn(params IEnumerable<CatalogEntry> entries) =>
        entries.SelectMany(ViolationsIn);

    private static IEnumerable<string> ViolationsIn(CatalogEntry entry)
    {
        var tables = OrganizationTables.In(Dialect.TextOf(entry.Statement), Parameter);
        return entry.Scope switch
        {
            null when tables.All.Count > 0 && string.IsNullOrWhiteSpace(entry.Statement.NoOrganizationScope) =>
            [
                $"{entry} is on {Names(tables.All)} and is neither scoped nor has a reason for having no scope.",
            ],
            null => [],
            _ when tables.All.Count == 0 => [$"{entry} is scoped and is on no table with rows of organizations."],
            ScopeKind.EveryOrganization when tables.HasParameter => [$"{entry} has the parameter {Parameter}."],
            ScopeKind.EveryOrganization => [],
            _ when tables.Unconfined.Count > 0 =>
            [
                $"{entry} is not confined by {Parameter} on {Names(tables.Unconfined)}.",
            ],
            _ => [],
        };
    }

    private static string Names(IEnumerable<string> tables) =>
        string.Join(", ", tables.Distinct(StringComparer.OrdinalIgnoreCase));
}
