using Microsoft.Data.SqlClient;

namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>
/// Completes the operator's connection string with the service's defaults. Only the pool blocking period is always overridden.
/// </summary>
internal static class SqlServerConnectionString
{
    // With either timeout, a request is answered within five seconds. The command timeout applies to each network read, so it does
    // not limit the total time of a long list.
    private const int ConnectTimeoutSeconds = 3;
    private const int CommandTimeoutSeconds = 4;

    private const int MigrationTimeoutSeconds = 600;

    /// <summary>Returns the connection string for requests. Encryption and pooling are on unless the operator turns them off.</summary>
    /// <param name="connectionString">The operator's connection string.</param>
    /// <param name="isReadOnly">Whether a readable secondary may be used.</param>
    public static SqlConnectionStringBuilder ForRequests(string connectionString, bool isReadOnly)
    {
        var builder = new SqlConnectionStringBuilder(connectionString)
        {
            // Otherwise the pool repeats a failed login for up to a minute without trying again, even after the server has recovered.
            PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock,
        };
        if (isReadOnly)
        {
            builder.ApplicationIntent = ApplicationIntent.ReadOnly;
        }

        SetUnlessGiven(builder, "Connect Timeout", ConnectTimeoutSeconds);
        SetUnlessGiven(builder, "Command Timeout", CommandTimeoutSeconds);
        SetUnlessGiven(builder, "Application Name", "JobsService");

        // SqlServerConnector has its own retries; the driver's would wait ten seconds between two attempts.
        SetUnlessGiven(builder, "Connect Retry Count", 0);
        return builder;
    }

    /// <summary>
    /// Returns the connection string for migrations, with a long timeout and without pooling: a pooled connection would keep holding
    /// the migration lock.
    /// </summary>
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
