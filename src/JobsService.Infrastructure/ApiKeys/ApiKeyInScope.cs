using JobsService.Application.Scoping;
using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>How one key is found, if it is in scope.</summary>
internal static class ApiKeyInScope
{
    /// <summary>The statement, with its values, that finds a key in scope.</summary>
    public static (Statement Statement, StatementValues Values) One(OrganizationScope scope, long id)
    {
        StatementValues values = new() { ["id"] = id };
        if (scope is { IsOfSystemAdmin: true, OrganizationId: null })
        {
            return (ApiKeyStatements.One, values);
        }

        values.Add("organizationId", scope.OrganizationId!.Value);
        return scope.IsOfSystemAdmin
            ? (ApiKeyStatements.OneOfOrganization, values)
            : (ApiKeyStatements.OneOfOrganizationAdmin, values);
    }
}
