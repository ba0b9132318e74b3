using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>The statements that read API keys, the same for every engine.</summary>
internal static class ApiKeyStatements
{
    /// <summary>The columns in the order in which <see cref="ApiKeyReader.ReadKey"/> takes them.</summary>
    private const string SelectKeys = """
        SELECT id, organization_id, name, role, active, created_at, last_used_at, expires_at, secret_last4
        FROM api_keys
        """;

    private const string CountKeys = """
        SELECT CAST(COUNT(*) AS bigint)
        FROM api_keys
        """;

    private static readonly (string, ColumnType) SecretHash = (
        "secretHash",
        ColumnType.Binary(ApiKeySecret.HashLength)
    );

    private static readonly Condition HasId = new("id = @id", ("id", ColumnType.BigInt));

    private static readonly Condition HasFirstId = new("id >= @firstId", ("firstId", ColumnType.BigInt));

    // The first half says nothing that the second does not; it is what an index can be searched by.
    private static readonly Condition HasFirstName = new(
        "name >= @firstName AND (name > @firstName OR id >= @firstId)",
        ("firstName", ColumnType.NVarChar(ApiKey.MaxNameLength)),
        ("firstId", ColumnType.BigInt)
    );

    private static readonly Condition HasName = new(
        "name LIKE @namePattern ESCAPE '\\'",
        ("namePattern", ColumnType.NVarChar(ApiKey.MaxNameLength))
    );

    private static readonly Condition HasNameContains = new(
        "name LIKE @partPattern ESCAPE '\\'",
        ("partPattern", ColumnType.NVarChar(ApiKey.MaxNameLength))
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

    /// <summary>Lists of keys, for the values of <see cref="ApiKeyListValues"/>.</summary>
    public static readonly StatementSet<ApiKeyListShape> Lists = new(ApiKeyListShape.All, ListOf);

    /// <summary>One key in scope.</summary>
    public static readonly ScopedStatement One = new(ApiKeyScope.Table, new StatementParts(SelectKeys, HasId));

    /// <summary>Whether there is another key that a system admin can rely on.</summary>
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

    /// <summary>How many keys an organization has, of any role.</summary>
    public static readonly Statement CountOfOrganization = new(
        $"{CountKeys}\nWHERE organization_id = @organizationId",
        ("organizationId", ColumnType.BigInt)
    )
    {
        NoOrganizationScope =
            "It counts the keys of the organization of a key that was found in scope, those of system admins included, which "
            + "the greatest number of keys limits.",
    };

    /// <summary>The hash that an old secret is found by, to keep it when the key gets another one.</summary>
    public static readonly ScopedStatement SecretHashOf = new(
        ApiKeyScope.Table,
        new StatementParts("SELECT secret_hash FROM api_keys", HasId)
    );

    /// <summary>Finds what was just inserted: the engines have no common way to return it from the insert.</summary>
    public static readonly Statement InsertedKeyId = new(
        "SELECT id FROM api_keys WHERE secret_hash = @secretHash",
        SecretHash
    )
    {
        NoOrganizationScope = "It finds the key that the same transaction inserted, by its unique hash.",
    };

    private static ScopedStatement ListOf(ApiKeyListShape shape)
    {
        Condition[] conditions =
        [
            .. HasFirstId.When(shape.Part == ListPart.KeysetPage && !shape.ByName),
            .. HasFirstName.When(shape.Part == ListPart.KeysetPage && shape.ByName),
            .. HasName.When(shape.HasName),
            .. HasNameContains.When(shape.HasNameContains),
        ];
        var (limit, limitParameters) = ListLimit.Of(shape.Part);
        var isCount = shape.Part == ListPart.Count;
        return new ScopedStatement(
            ApiKeyScope.Table,
            new StatementParts(isCount ? CountKeys : SelectKeys, conditions)
            {
                End = isCount ? "" : $"ORDER BY {(shape.ByName ? "name, id" : "id")}",
                OtherParameters = limitParameters,
                IsForAnyOrganization = true,
                Limit = limit,
            }
        );
    }
}
