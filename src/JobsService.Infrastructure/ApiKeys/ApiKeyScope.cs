using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>The scope conditions of the table <c>api_keys</c>.</summary>
internal static class ApiKeyScope
{
    /// <summary>Organization admins cannot access <c>system_admin</c> keys.</summary>
    public static readonly TableScope Table = new("organization_id", new Condition("role = 'organization_admin'"));
}
