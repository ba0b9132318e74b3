using Microsoft.Data.SqlClient;

namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>
/// An operator's connection string, with the service's own choices where it says nothing, and of the pool's blocking.
/// </summary>
internal static class SqlServerConnectionString
{
    // Whichever of the two runs out, the answer is there within five seconds. A command's time counts for each wait on the
    // network, so a long list may take as long as it likes.
    private const int ConnectTimeoutSeconds = 3;
    private const int CommandTimeoutSeconds = 4;

    private const int MigrationTimeoutSeconds = 600;

    /// <summary>The connection string to answer requests with. Encryption and pooling are on unless it says otherwise.</summary>
    /// <param name="connectionString">The operator's.</param>
    /// <param name="isReadOnly">Whether a readable secondary may answer.</param>
    public static SqlConnectionStringBuilder ForRequests(string connectionString, bool isReadOnly)
    {
        var builder = new SqlConnectionStringBuilder(connectionString)
        {
            // After a failed log-in the pool would answer with the same failure for up to a minute, long after a recovery.
            PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock,
        };
        if (isReadOnly)
        {
            builder.ApplicationIntent = ApplicationIntent.ReadOnly;
        }

        SetUnlessGiven(builder, "Connect Timeout", ConnectTimeoutSeconds);
        SetUnlessGiven(builder, "Command Timeout", CommandTimeoutSeconds);
        SetUnlessGiven(builder, "Application Name", "JobsService");

        // One way to try again is enough, and this one waits ten seconds between two tries.
        SetUnlessGiven(builder, "Connect Retry Count", 0);
        return builder;
    }

    /// <summary>The connection string to migrate with: patient, and with no pool that would keep a lock alive.</summary>
    public static string ForMigrations(string connectionString) =>
        new SqlConnectionStringBuilder(connectionString)
        {
            CommandTimeout = MigrationTimeoutSeconds,
            Pooling = false,
        }.ConnectionString;

    private static void SetUnlessGiven(SqlConnectionStringBuilder builder, string keyword, object value)
    {
        if (!builder.ShouldSerialize(keyword))
        {
            builder[keyword] = value;
        }
    }
}
