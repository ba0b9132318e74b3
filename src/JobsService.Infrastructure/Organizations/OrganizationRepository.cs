using JobsService.Application.Organizations;
using JobsService.Application.Scoping;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Organizations;

/// <summary>Reads organizations, on both database engines.</summary>
internal sealed class OrganizationRepository(StatementExecutor database) : IOrganizationRepository
{
    public async Task<bool> Exists(OrganizationScope scope, CancellationToken cancellationToken)
    {
        if (scope.OrganizationId is null)
        {
            return true;
        }

        var found = await database.List(
            OrganizationStatements.Count,
            scope,
            values: null,
            row => row.Integer(0) > 0,
            cancellationToken
        );
        return found is [true];
    }
}

/// <summary>The statements that read organizations, on both database engines.</summary>
internal static class OrganizationStatements
{
    /// <summary>Counts the organizations in scope.</summary>
    public static readonly ScopedStatement Count = new(
        new TableScope("id"),
        new StatementParts("SELECT CAST(COUNT(*) AS bigint) FROM organizations")
    );
}
