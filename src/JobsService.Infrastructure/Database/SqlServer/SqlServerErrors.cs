using System.ComponentModel;
using Microsoft.Data.SqlClient;

namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>What SQL Server's error numbers mean to the service.</summary>
/// <remarks>https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors</remarks>
internal static class SqlServerErrors
{
    // What the driver reports for a command, or a log-in, that took too long.
    private const int TimedOut = -2;

    // What the driver reports, on systems other than Windows, for a connection that is refused or that broke.
    private const int NetworkFailed = 0;

    private const int NameNotResolved = 11001;

    // What innermost exceptions have that tell nothing.
    private const int Success = 0;
    private const int WaitTimeout = 258;

    // From this severity on the server has run out of something or the connection is gone, whatever the statement was:
    // https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-error-severities
    private const byte NotTheStatementsFault = 17;

    /// <summary>
    /// The errors that may be gone at the next try: the driver's own list, and connections that broke, among them those that
    /// lay in the pool while the server restarted. The service's own time-outs are not among them; who has waited once does
    /// not wait again.
    /// </summary>
    public static IReadOnlyList<int> Transient { get; } =
    [.. SqlConfigurableRetryFactory.BaselineTransientErrors, NetworkFailed, 10053, 10054, 10061];

    /// <summary>
    /// What the errors that say nothing about a statement mean, in words that follow "the database"; null for all others.
    /// </summary>
    public static string? DescribeError(SqlException exception)
    {
        var message = MessageOf(exception);
        return exception.Number switch
        {
            TimedOut => $"does not answer in time: {message}",
            NameNotResolved => $"cannot be reached: the name of its server is not known. {message}",
            207 or 208 => $"is not migrated: {message}",
            229 or 230 or 916 => $"denies a permission: {message}",
            911 or 4060 => "does not exist or may not be opened.",
            921 or 922 or 927 or 942 => $"is not open yet: {message}",
            976 or 978 or 983 => $"cannot be read on this replica: {message}",
            1205 or 1222 => $"is too busy: {message}",
            6005 or 17142 or 18401 => $"is not open: {message}",
            18452 or 18456 or 18470 or (>= 18486 and <= 18488) => "refuses the log-in.",
            NetworkFailed or 233 or 997 or 10053 or 10054 or 10060 or 10061 => $"cannot be reached: {message}",
            var number when Transient.Contains(number) => $"is busy: {message}",
            _ when exception.Class >= NotTheStatementsFault => $"cannot be reached: {message}",
            _ => null,
        };
    }

    /// <summary>
    /// What the driver says, on one line. It may report several errors at once, a line each; and of a handshake that failed
    /// only the innermost exception tells why, an untrusted certificate for one.
    /// </summary>
    private static string MessageOf(SqlException exception)
    {
        var innermost = exception.GetBaseException();
        var message = innermost is SqlException or Win32Exception { NativeErrorCode: Success or WaitTimeout }
            ? exception.Message
            : $"{exception.Message} {innermost.Message}";
        return message.ReplaceLineEndings(" ");
    }
}
