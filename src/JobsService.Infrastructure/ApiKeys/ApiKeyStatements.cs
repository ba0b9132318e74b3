using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>The statements about API keys, the same for every engine.</summary>
internal static class ApiKeyStatements
{
    private const string SelectKey = """
        SELECT id, organization_id, name, role, active, created_at, last_used_at
        FROM api_keys
        """;

    private static readonly (string, ColumnType) OrganizationId = ("organizationId", ColumnType.BigInt);
    private static readonly (string, ColumnType) SecretHash = ("secretHash", ColumnType.Binary(32));

    public static readonly Statement FindBySecretHash = new(
        """
        SELECT k.id, k.organization_id, k.role, k.secret_hash, k.active, o.active, k.expires_at
        FROM api_keys k
        JOIN organizations o ON o.id = k.organization_id
        WHERE k.secret_hash = @secretHash
        """,
        SecretHash
    );

    public static readonly Statement ListOfEveryOrganization = new(
        $"""
        {SelectKey}
        ORDER BY organization_id, id
        """
    );

    public static readonly Statement ListOfOrganization = new(
        $"""
        {SelectKey}
        WHERE organization_id = @organizationId
        ORDER BY organization_id, id
        """,
        OrganizationId
    );

    public static readonly Statement InsertOrganization = new(
        """
        INSERT INTO organizations (id, name, active, created_at)
        VALUES (@organizationId, @organizationName, @active, @createdAt)
        """,
        OrganizationId,
        ("organizationName", ColumnType.NVarChar(255)),
        ("active", ColumnType.Bit),
        ("createdAt", ColumnType.Time)
    );

    public static readonly Statement InsertKey = new(
        """
        INSERT INTO api_keys (organization_id, name, role, secret_hash, active, created_at)
        VALUES (@organizationId, @name, @role, @secretHash, @active, @createdAt)
        """,
        OrganizationId,
        ("name", ColumnType.NVarChar(100)),
        ("role", ColumnType.VarChar(32)),
        SecretHash,
        ("active", ColumnType.Bit),
        ("createdAt", ColumnType.Time)
    );

    /// <summary>Finds what was just inserted: the engines have no common way to return it from the insert.</summary>
    public static readonly Statement InsertedKeyId = new(
        "SELECT id FROM api_keys WHERE secret_hash = @secretHash",
        SecretHash
    );
}
