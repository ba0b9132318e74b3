namespace JobsService.Infrastructure.ApiKeys;

/// <summary>The statements about API keys, the same for every engine.</summary>
internal static class ApiKeyStatements
{
    public const string FindBySecretHash = """
        SELECT k.id, k.organization_id, k.role, k.secret_hash, k.active, o.active
        FROM api_keys k
        JOIN organizations o ON o.id = k.organization_id
        WHERE k.secret_hash = @secretHash
        """;

    public const string ListOfEveryOrganization = $"""
        {SelectKey}
        ORDER BY organization_id, id
        """;

    public const string ListOfOrganization = $"""
        {SelectKey}
        WHERE organization_id = @organizationId
        ORDER BY organization_id, id
        """;

    public const string OrganizationExists = "SELECT COUNT(*) FROM organizations WHERE id = @organizationId";

    public const string InsertOrganization = """
        INSERT INTO organizations (id, name, active, created_at)
        VALUES (@organizationId, @organizationName, @active, @createdAt)
        """;

    public const string InsertKey = """
        INSERT INTO api_keys (organization_id, name, role, secret_hash, active, created_at)
        VALUES (@organizationId, @name, @role, @secretHash, @active, @createdAt)
        """;

    /// <summary>Finds what was just inserted: the engines have no common way to return it from the insert.</summary>
    public const string InsertedKeyId = "SELECT id FROM api_keys WHERE secret_hash = @secretHash";

    private const string SelectKey = """
        SELECT id, organization_id, name, role, active, created_at, last_used_at
        FROM api_keys
        """;
}
