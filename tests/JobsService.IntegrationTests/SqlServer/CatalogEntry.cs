using JobsService.Infrastructure.Database;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>A statement that the service can send.</summary>
/// <param name="Field">The field that holds it, with its class.</param>
/// <param name="Shape">Its shape, if the field holds a set of statements.</param>
/// <param name="Scope">The kind of scope that it is for; null if it is not scoped.</param>
/// <param name="Statement">The statement.</param>
internal sealed record CatalogEntry(string Field, string? Shape, ScopeKind? Scope, Statement Statement)
{
    /// <summary>Like <c>JobStatements.Lists[Count, all, None] for OneOrganization</c>.</summary>
    public override string ToString() =>
        $"{Field}{(Shape is null ? "" : $"[{Shape}]")}{(Scope is null ? "" : $" for {Scope}")}";
}
