using JobsService.Application.Filtering;
using JobsService.Application.Organizations;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Organizations;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Organizations;

/// <summary>Reads organizations, on both database engines.</summary>
internal sealed class OrganizationRepository(StatementExecutor database) : IOrganizationRepository
{
    public IAsyncEnumerable<Organization> Read(OrganizationScope scope, FilterValues filters, Window window)
    {
        var (statement, values) = OrganizationStatements.Lists.Read(window, filters);
        return database.Stream(statement, scope, values, ReadOrganization);
    }

    public Task<long> Count(OrganizationScope scope, FilterValues filters, CancellationToken cancellationToken)
    {
        var (statement, values) = OrganizationStatements.Lists.Count(filters);
        return database.Single(statement, scope, values, row => row.Integer(0), cancellationToken);
    }

    public async Task<Organization?> Find(OrganizationScope scope, CancellationToken cancellationToken)
    {
        if (scope.OrganizationId is null)
        {
            throw new ArgumentException("The scope must have one organization.", nameof(scope));
        }

        var found = await database.List(
            OrganizationStatements.OfScope,
            scope,
            values: null,
            ReadOrganization,
            cancellationToken
        );
        return found is [var organization] ? organization : null;
    }

    private static Organization ReadOrganization(Row row) =>
        new()
        {
            Active = row.Boolean(0),
            CreatedAt = row.Time(1),
            Id = row.Integer(2),
            Name = row.Text(3),
        };
}

/// <summary>The statements that read organizations, on both database engines.</summary>
internal static class OrganizationStatements
{
    // OrganizationRepository depends on this order.
    private const string Columns = "active, created_at, id, name";

    /// <summary>Lists of organizations. They run only for system admins with a scope of every organization.</summary>
    public static readonly ListStatementSet Lists = new("organizations", Columns)
    {
        Filters = OrganizationFilters.List.Filters,
    };

    /// <summary>The organization of a scope of one organization.</summary>
    public static readonly ScopedStatement OfScope = new(
        new TableScope("id"),
        new StatementParts($"SELECT {Columns}\nFROM organizations")
    );
}
