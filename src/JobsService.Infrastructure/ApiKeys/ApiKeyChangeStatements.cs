using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>The statements that change API keys, on both database engines.</summary>
internal static class ApiKeyChangeStatements
{
    private static readonly Condition HasId = new("id = @id", ("id", ColumnType.BigInt));
    private static readonly (string, ColumnType) OrganizationId = ("organizationId", ColumnType.BigInt);
    private static readonly (string, ColumnType) Name = ("name", ColumnType.NVarChar(ApiKey.MaxNameLength));
    private static readonly (string, ColumnType) Role = ("role", ColumnType.VarChar(32));
    private static readonly (string, ColumnType) SecretHash = (
        "secretHash",
        ColumnType.Binary(ApiKeySecret.HashLength)
    );
    private static readonly (string, ColumnType) SecretLast4 = ("secretLast4", ColumnType.Char(4));
    private static readonly (string, ColumnType) Active = ("active", ColumnType.Bit);
    private static readonly (string, ColumnType) CreatedAt = ("createdAt", ColumnType.Time);
    private static readonly (string, ColumnType) ExpiresAt = ("expiresAt", ColumnType.Time);

    /// <summary>Whether the organization of a new key exists.</summary>
    public static readonly Statement OrganizationExists = new(
        "SELECT CAST(COUNT(*) AS bigint) FROM organizations WHERE id = @organizationId",
        OrganizationId
    )
    {
        NoOrganizationScope = "The organization was checked against the scope, and only whether it exists is returned.",
    };

    public static readonly Statement InsertOrganization = new(
        """
        INSERT INTO organizations (id, name, active, created_at)
        VALUES (@organizationId, @organizationName, @active, @createdAt)
        """,
        OrganizationId,
        ("organizationName", ColumnType.NVarChar(255)),
        Active,
        CreatedAt
    )
    {
        NoOrganizationScope = "The organization was checked against the scope, and no existing row is read or changed.",
    };

    public static readonly Statement Insert = new(
        """
        INSERT INTO api_keys (organization_id, name, role, secret_hash, secret_last4, active, created_at)
        VALUES (@organizationId, @name, @role, @secretHash, @secretLast4, @active, @createdAt)
        """,
        OrganizationId,
        Name,
        Role,
        SecretHash,
        SecretLast4,
        Active,
        CreatedAt
    )
    {
        NoOrganizationScope = "The organization was checked against the scope, and no existing row is read or changed.",
    };

    public static readonly ScopedStatement Update = new(
        ApiKeyScope.Table,
        new StatementParts(
            """
            UPDATE api_keys
            SET name = @name, active = @active
            """,
            HasId
        )
        {
            OtherParameters = [Name, Active],
        }
    );

    /// <summary>Replaces the secret of a key and clears its last use.</summary>
    public static readonly ScopedStatement Rotate = new(
        ApiKeyScope.Table,
        new StatementParts(
            """
            UPDATE api_keys
            SET secret_hash = @secretHash, secret_last4 = @secretLast4, last_used_at = NULL
            """,
            HasId
        )
        {
            OtherParameters = [SecretHash, SecretLast4],
        }
    );

    /// <summary>
    /// Inserts an expiring key that keeps the old secret valid. It runs after <see cref="Rotate"/>, because secret hashes are
    /// unique.
    /// </summary>
    public static readonly Statement InsertExpiring = new(
        """
        INSERT INTO api_keys (organization_id, name, role, secret_hash, secret_last4, active, created_at, last_used_at, expires_at)
        VALUES (@organizationId, @name, @role, @secretHash, @secretLast4, @active, @createdAt, @lastUsedAt, @expiresAt)
        """,
        OrganizationId,
        Name,
        Role,
        SecretHash,
        SecretLast4,
        Active,
        CreatedAt,
        ("lastUsedAt", ColumnType.Time),
        ExpiresAt
    )
    {
        NoOrganizationScope =
            "The organization is the one of a key that was found in scope, and no existing row is read or changed.",
    };

    public static readonly ScopedStatement Delete = new(
        ApiKeyScope.Table,
        new StatementParts("DELETE FROM api_keys", HasId)
    );
}
