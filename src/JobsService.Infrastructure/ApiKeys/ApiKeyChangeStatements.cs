using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>The statements that change API keys, the same for every engine.</summary>
internal static class ApiKeyChangeStatements
{
    private static readonly (string, ColumnType) Id = ("id", ColumnType.BigInt);
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

    public static readonly Statement InsertOrganization = new(
        """
        INSERT INTO organizations (id, name, active, created_at)
        VALUES (@organizationId, @organizationName, @active, @createdAt)
        """,
        OrganizationId,
        ("organizationName", ColumnType.NVarChar(255)),
        Active,
        CreatedAt
    );

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
    );

    /// <summary>Keeps everybody else from changing a key until the transaction ends.</summary>
    public static readonly Statement Lock = new("UPDATE api_keys SET active = active WHERE id = @id", Id);

    /// <summary>The same for all keys of system admins, so that two of the last two cannot go at once.</summary>
    public static readonly Statement LockSystemAdmins = new(
        "UPDATE api_keys SET active = active WHERE role = 'system_admin'"
    );

    public static readonly Statement Update = new(
        """
        UPDATE api_keys
        SET name = @name, active = @active
        WHERE id = @id
        """,
        Name,
        Active,
        Id
    );

    /// <summary>Gives a key another secret, which nobody has used yet.</summary>
    public static readonly Statement Rotate = new(
        """
        UPDATE api_keys
        SET secret_hash = @secretHash, secret_last4 = @secretLast4, last_used_at = NULL
        WHERE id = @id
        """,
        SecretHash,
        SecretLast4,
        Id
    );

    /// <summary>Keeps an old secret, as a key of its own that expires. Its key has another secret by then.</summary>
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
    );

    public static readonly Statement Delete = new("DELETE FROM api_keys WHERE id = @id", Id);
}
