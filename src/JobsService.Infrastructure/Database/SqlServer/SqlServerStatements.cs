namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>The statements that only SQL Server needs.</summary>
internal static class SqlServerStatements
{
    /// <summary>Lets inserts say the ids of jobs.</summary>
    public static readonly Statement IdentityInsertOn = new("SET IDENTITY_INSERT jobs ON")
    {
        NoOrganizationScope = "It reads and changes no row.",
    };

    /// <summary>Lets the table number its jobs again.</summary>
    public static readonly Statement IdentityInsertOff = new("SET IDENTITY_INSERT jobs OFF")
    {
        NoOrganizationScope = "It reads and changes no row.",
    };

    /// <summary>Whether readers see the last committed rows instead of waiting for writers.</summary>
    public static readonly Statement IsReadCommittedSnapshotOn = new(
        "SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()"
    );

    /// <summary>
    /// Waits until no other migration runs, and keeps others away until the connection closes. Returns less than 0 if that
    /// was not to be had.
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
