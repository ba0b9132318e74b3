namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>The statements that are specific to SQL Server.</summary>
internal static class SqlServerStatements
{
    /// <summary>Allows inserts with explicit job ids.</summary>
    public static readonly Statement IdentityInsertOn = new("SET IDENTITY_INSERT jobs ON")
    {
        NoOrganizationScope = "It reads and changes no row.",
    };

    /// <summary>Lets the identity column generate job ids again.</summary>
    public static readonly Statement IdentityInsertOff = new("SET IDENTITY_INSERT jobs OFF")
    {
        NoOrganizationScope = "It reads and changes no row.",
    };

    /// <summary>Locks an organization until the transaction ends. Other programs can read it, and can insert jobs of it.</summary>
    public static readonly Statement LockOrganization = new(
        "SELECT id FROM organizations WITH (UPDLOCK) WHERE id = @organizationId",
        ("organizationId", ColumnType.BigInt)
    )
    {
        NoOrganizationScope = "The organization was checked against the scope, and the result is not used.",
    };

    /// <summary>Whether readers use row versions instead of waiting for writers.</summary>
    public static readonly Statement IsReadCommittedSnapshotOn = new(
        "SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()"
    );

    /// <summary>Makes each statement of the session fail with error 1222 when it has waited for a lock for a second.</summary>
    public static readonly Statement LimitLockWaits = new("SET LOCK_TIMEOUT 1000");

    /// <summary>Whether the edition builds indexes online: Enterprise and Developer, Azure SQL Database, Managed Instance.</summary>
    public static readonly Statement BuildsIndexesOnline = new(
        "SELECT CAST(CASE WHEN CAST(SERVERPROPERTY('EngineEdition') AS int) IN (3, 5, 8) THEN 1 ELSE 0 END AS bit)"
    );

    /// <summary>
    /// Acquires the migration lock, which is held until the connection is closed. Returns a negative number if the lock was not
    /// granted.
    /// </summary>
    public static readonly Statement TakeMigrationLock = new(
        """
        DECLARE @answer int;
        EXEC @answer = sp_getapplock
          @Resource = 'JobsService migration', @LockMode = 'Exclusive', @LockOwner = 'Session';
        SELECT @answer;
        """
    );
}
