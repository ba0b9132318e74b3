using System.ComponentModel;
using Microsoft.Data.SqlClient;

namespace JobsService.Infrastructure.Database.SqlServer;

/// <summary>Translates SQL Server error numbers into messages for the operator.</summary>
/// <remarks>https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors</remarks>
internal static class SqlServerErrors
{
    // The driver's number for a command or login timeout.
    private const int TimedOut = -2;

    // The driver's number, on systems other than Windows, for a refused or broken connection.
    private const int NetworkFailed = 0;

    // The same, if the driver reports the error of the socket: EAGAIN, EPIPE and ECONNRESET of Linux.
    private static readonly int[] SocketFailed = [11, 32, 104];

    private const int NameNotResolved = 11001;

    // Native error codes of inner exceptions that give no further information.
    private const int Success = 0;
    private const int WaitTimeout = 258;

    // "Security-related errors, such as permission denied". The exceptions are rows that exist already.
    private const byte SecurityErrorSeverity = 14;
    private static readonly int[] DuplicateKey = [2601, 2627];

    // Errors of a trigger that somebody added to a table of the service.
    private const int FirstUserDefinedError = 50000;

    // From this severity on, the server has run out of resources or the connection is lost, regardless of the statement:
    // https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-error-severities
    private const byte FirstServerErrorSeverity = 17;

    /// <summary>
    /// The errors that are retried: the driver's own list, and broken connections, including pooled ones after a server restart.
    /// Timeouts are not retried, because a request should not wait twice.
    /// </summary>
    public static IReadOnlyList<int> Transient { get; } =
    [.. SqlConfigurableRetryFactory.BaselineTransientErrors, NetworkFailed, .. SocketFailed, 10053, 10054, 10061];

    /// <summary>
    /// Describes an error that means that the database is unavailable, as the predicate of a sentence that begins with "The database";
    /// returns null for any other error.
    /// </summary>
    public static string? DescribeError(SqlException exception)
    {
        var message = MessageOf(exception);
        return exception.Number switch
        {
            TimedOut => $"does not answer in time: {message}",
            NameNotResolved => $"cannot be reached: the name of its server is not known. {message}",
            207 or 208 or 308 or 315 or 362 or 365 or 515 or 8622 =>
                $"is not migrated, or its tables were changed: {message}",
            911 or 4060 => "does not exist or may not be opened.",
            921 or 922 or 924 or 926 or 927 or 942 or 945 or 952 or 955 => $"is not open: {message}",
            976 or 978 or 982 or 983 => $"cannot be read on this replica: {message}",
            1205 or 1222 => $"is too busy: {message}",
            1934 or 3906 or 3908 or 33504 => $"cannot be written: {message}",
            6005 or 17142 or 18401 or 18451 or 18461 => $"is not open: {message}",
            17809 => $"has too many connections: {message}",
            18452 or 18456 or 18470 or (>= 18486 and <= 18488) => "refuses the log-in.",
            40532 or 40615 or 40914 => $"refuses connections from this address: {message}",
            (>= 40549 and <= 40553) or 40544 => $"has reached a limit: {message}",
            >= FirstUserDefinedError => $"has a trigger that refuses the change: {message}",
            NetworkFailed or 233 or 997 or 10053 or 10054 or 10060 or 10061 => $"cannot be reached: {message}",
            var number when SocketFailed.Contains(number) => $"cannot be reached: {message}",
            var number when Transient.Contains(number) => $"is busy: {message}",
            var number when exception.Class == SecurityErrorSeverity && !DuplicateKey.Contains(number) =>
                $"denies a permission: {message}",
            _ when exception.Class >= FirstServerErrorSeverity => $"cannot be reached: {message}",
            _ => null,
        };
    }

    /// <summary>
    /// Returns the driver's message on one line. The driver may report several errors, each on a line, and only the innermost
    /// exception contains the cause of a failed handshake, such as an untrusted certificate.
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
