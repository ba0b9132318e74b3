using JobsService.Infrastructure.Database;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>A statement that the service can send.</summary>
/// <param name="Field">The class and field that hold the statement.</param>
/// <param name="Shape">The shape of the list; null if the field does not hold a set of list statements.</param>
/// <param name="Scope">The kind of scope that the text is for; null if the statement is not scoped.</param>
/// <param name="Statement">The statement.</param>
internal sealed record CatalogEntry(string Field, string? Shape, ScopeKind? Scope, Statement Statement)
{
    /// <summary>For example <c>JobStatements.Lists[Count, all, None] for OneOrganization</c>.</summary>
    public override string ToString() =>
        $"{Field}{(Shape is null ? "" : $"[{Shape}]")}{(Scope is null ? "" : $" for {Scope}")}";
}
