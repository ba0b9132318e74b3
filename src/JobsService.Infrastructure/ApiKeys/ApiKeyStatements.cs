using JobsService.Application.ApiKeys;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Organizations;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>The scope conditions of the table <c>api_keys</c>.</summary>
internal static class ApiKeyScope
{
    /// <summary>Organization admins cannot access <c>system_admin</c> keys.</summary>
    public static readonly TableScope Table = new("organization_id", new Condition("role = 'organization_admin'"));
}

/// <summary>The statements that read API keys, on both database engines.</summary>
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

    // The first comparison is redundant, but allows an index seek.
    private static readonly Condition AtOrAfterName = new(
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
        // The hash must come from the row: a damaged index could lead to another key.
        SqliteText = """
            SELECT k.id, k.organization_id, k.role, k.secret_hash, k.active, o.active, k.expires_at
            FROM (SELECT id AS entry_id FROM api_keys WHERE secret_hash = @secretHash)
            JOIN api_keys k ON k.id = entry_id
            JOIN organizations o ON o.id = k.organization_id
            """,
        NoOrganizationScope =
            "It authenticates the caller, before a scope exists, and finds a key only by the hash of its secret.",
    };

    /// <summary>Lists of API keys. The orders match those of <see cref="ApiKeyFilters"/>.</summary>
    public static readonly ListStatementSet Lists = new("api_keys", Columns)
    {
        Scope = ApiKeyScope.Table,
        Filters = ApiKeyFilters.List.Filters,
        Orders = [ListOrder.ById, new ListOrder(["name", "id"], AtOrAfterName)],
    };

    /// <summary>One key in scope.</summary>
    public static readonly ScopedStatement One = new(
        ApiKeyScope.Table,
        new StatementParts($"SELECT {Columns}\nFROM api_keys", HasId)
        {
            Rows = new OrganizationRows("api_keys", Columns),
        }
    );

    /// <summary>Counts the other active <c>system_admin</c> keys that do not expire.</summary>
    public static readonly Statement OtherPermanentSystemAdmins = new(
        $"""
        SELECT CAST(COUNT(*) AS bigint)
        FROM api_keys
        WHERE organization_id = {Organization.SystemOrganizationId} AND role = 'system_admin' AND active = 1 AND expires_at IS NULL AND id <> @id
        """,
        ("id", ColumnType.BigInt)
    )
    {
        NoOrganizationScope =
            "It runs only for a system_admin key that was found in scope, and its count only shows whether that key is the "
            + "last one.",
    };

    /// <summary>Counts the keys of an organization, of any role.</summary>
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
            "The organization was checked against the scope. Its system_admin keys are counted as well, because the limit applies "
            + "to all keys.",
    };

    /// <summary>Reads the hash of a key's secret, so that a rotation can keep the old secret valid.</summary>
    public static readonly ScopedStatement SecretHashOf = new(
        ApiKeyScope.Table,
        new StatementParts("SELECT secret_hash FROM api_keys", HasId)
    );

    /// <summary>
    /// Finds the id of an inserted key, because the engines have no common syntax to return it from the insert.
    /// </summary>
    public static readonly Statement InsertedKeyId = new(
        "SELECT id FROM api_keys WHERE secret_hash = @secretHash",
        SecretHash
    )
    {
        NoOrganizationScope = "It finds the key that the same transaction inserted, by its unique hash.",
    };
}
