using JobsService.Infrastructure.Database;

namespace JobsService.IntegrationTests.Database;

internal static class ScopedStatementTexts
{
    /// <summary>The text of a scoped statement for one kind of scope.</summary>
    public static Statement For(this ScopedStatement statement, ScopeKind scope) =>
        statement.Texts.Single(text => text.Scope == scope).Statement;
}
