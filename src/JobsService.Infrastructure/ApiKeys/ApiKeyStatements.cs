using JobsService.Application.ApiKeys;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>The statements that read API keys, the same for every engine.</summary>
internal static class ApiKeyStatements
{
    /// <summary>The columns in the order in which <see cref="ApiKeyReader.ReadKey"/> reads them.</summary>
    private const string Columns =
        "id, organization_id, name, role, active, created_at, last_used_at, expires_at, secret_last4";

    private static readonly (string, ColumnType) SecretHash = (
        "secretHash",
        ColumnType.Binary(ApiKeySecret.HashLength)
    );

    private static readonly Condition HasId = new("id = @id", ("id", ColumnType.BigInt));

    // The first part is implied by the second one; an index can be searched by it.
    private static readonly Condition IsFromName = new(
        "name >= @firstName AND (name > @firstName OR id >= @firstId)",
        ("firstName", ColumnType.NVarChar(ApiKey.MaxNameLength)),
        ("firstId", ColumnType.BigInt)
    );

    public static readonly Statement FindBySecretHash = new(
        """
        SELECT k.id, k.organization_id, k.role, k.secret_hash, k.active, o.active, k.expires_at
        FROM api_keys k
        JOIN organizations o ON o.id = k.organization_id
        WHERE k.secret_hash = @secretHash
        """,
        SecretHash
    )
    {
        NoOrganizationScope = "It finds out who calls, before there is a scope, and only by the hash of a secret.",
    };

    /// <summary>Lists of keys. The orders are those of <see cref="ApiKeyFilters"/>.</summary>
    public static readonly ListStatementSet Lists = new("api_keys", Columns)
    {
        Scope = ApiKeyScope.Table,
        Filters = ApiKeyFilters.List.Filters,
        Orders = [ListOrder.ById, new ListOrder("name, id", IsFromName)],
    };

    /// <summary>One key in scope.</summary>
    public static readonly ScopedStatement One = new(
        ApiKeyScope.Table,
        new StatementParts($"SELECT {Columns}\nFROM api_keys", HasId)
    );

    /// <summary>The number of other keys that a system admin can rely on.</summary>
    public static readonly Statement OtherLastingSystemAdmins = new(
        """
        SELECT CAST(COUNT(*) AS bigint)
        FROM api_keys
        WHERE role = 'system_admin' AND active = 1 AND expires_at IS NULL AND id <> @id
        """,
        ("id", ColumnType.BigInt)
    )
    {
        NoOrganizationScope =
            "It runs only for the key of a system admin that was found in scope, and its count decides only whether that is "
            + "the last one.",
    };

    /// <summary>The number of keys of an organization, of any role.</summary>
    public static readonly Statement CountOfOrganization = new(
        """
        SELECT CAST(COUNT(*) AS bigint)
        FROM api_keys
        WHERE organization_id = @organizationId
        """,
        ("organizationId", ColumnType.BigInt)
    )
    {
        NoOrganizationScope =
            "The organization was checked against the scope. Its keys of system admins count as well, since the limit is on "
            + "all of them.",
    };

    /// <summary>The hash of a key's secret, to keep the secret when the key gets another one.</summary>
    public static readonly ScopedStatement SecretHashOf = new(
        ApiKeyScope.Table,
        new StatementParts("SELECT secret_hash FROM api_keys", HasId)
    );

    /// <summary>Finds a key that was just inserted: the engines have no common way to return its id from the insert.</summary>
    public static readonly Statement InsertedKeyId = new(
        "SELECT id FROM api_keys WHERE secret_hash = @secretHash",
        SecretHash
    )
    {
        NoOrganizationScope = "It finds the key that the same transaction inserted, by its unique hash.",
    };
}
