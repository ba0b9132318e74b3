using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>Which API keys belong to the scope of a caller.</summary>
internal static class ApiKeyScope
{
    /// <summary>The scope of <c>api_keys</c>: organization admins do not see the keys of system admins.</summary>
    public static readonly TableScope Table = new("organization_id", new Condition("role = 'organization_admin'"));
}
