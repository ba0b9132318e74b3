using JobsService.Infrastructure.Database.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace JobsService.Infrastructure.Database;

/// <summary>Validates the settings of the database. Messages name the setting and never contain a password.</summary>
internal sealed class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>
{
    private const int MaxTimeoutSeconds = 3600;

    private const string EntraPackage = "Microsoft.Data.SqlClient.Extensions.Azure";

    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        if (!TryParse(options.Provider, out var provider))
        {
            return ValidateOptionsResult.Fail(
                $"Database:Provider is '{options.Provider}'; it must be {string.Join(" or ", Enum.GetNames<DatabaseProvider>())}."
            );
        }

        List<string> failures =
        [
            .. Failures(
                DatabaseOptions.ConnectionName,
                Problem(provider, options.ConnectionString) is { } problem
                    ? OtherProvider(provider, options.ConnectionString) ?? problem
                    : null
            ),
            .. Failures(
                DatabaseOptions.ReadOnlyConnectionName,
                options.ReadOnlyConnectionString is { } readOnly ? ReadOnlyProblem(provider, readOnly) : null
            ),
        ];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>Parses names only; <see cref="Enum.TryParse{T}(string, out T)"/> also accepts numbers.</summary>
    public static bool TryParse(string text, out DatabaseProvider provider)
    {
        provider = default;
        return Array.Exists(
                Enum.GetNames<DatabaseProvider>(),
                name => name.Equals(text, StringComparison.OrdinalIgnoreCase)
            ) && Enum.TryParse(text, ignoreCase: true, out provider);
    }

    private static string[] Failures(string connectionName, string? problem) =>
        problem is null ? [] : [$"ConnectionStrings:{connectionName} {problem}."];

    /// <summary>The problem and the next step, if the connection string is valid for the other provider; otherwise null.</summary>
    private static string? OtherProvider(DatabaseProvider provider, string connectionString)
    {
        var other = provider is DatabaseProvider.Sqlite ? DatabaseProvider.SqlServer : DatabaseProvider.Sqlite;
        return Problem(other, connectionString) is null
            ? $"is a connection string for {other}, but Database:Provider is {provider}; set Database:Provider to {other} to use it"
            : null;
    }

    private static string? ReadOnlyProblem(DatabaseProvider provider, string connectionString) =>
        provider == DatabaseProvider.SqlServer
            ? Problem(provider, connectionString, isReadOnly: true)
            : "is for SQL Server; the embedded database has no secondary";

    private static string? Problem(DatabaseProvider provider, string connectionString, bool isReadOnly = false)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return "is missing";
        }

        try
        {
            return provider == DatabaseProvider.Sqlite
                ? SqliteProblem(new SqliteConnectionStringBuilder(connectionString))
                : SqlServerProblem(new SqlConnectionStringBuilder(connectionString), isReadOnly);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            // The message of the driver can contain the value, and so a password.
            return $"is not a valid connection string for {provider}";
        }
    }

    private static string? SqliteProblem(SqliteConnectionStringBuilder builder) =>
        builder switch
        {
            { DataSource: "" } => "names no file in 'Data Source'",

            // Each connection would open a separate, empty database.
            { Mode: SqliteOpenMode.Memory } or { DataSource: ":memory:" } =>
                "must name a file by its path in 'Data Source'",
            _ when builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase) =>
                "must name a file by its path in 'Data Source'",
            { Mode: SqliteOpenMode.ReadOnly } => "has 'Mode=ReadOnly', but the service keeps its keys there",
            { Password.Length: > 0 } => "has a 'Password', but the embedded database is not encrypted",
            { DefaultTimeout: < 1 } => "has a 'Default Timeout' of less than a second",
            _ => null,
        };

    private static string? SqlServerProblem(SqlConnectionStringBuilder builder, bool isReadOnly)
    {
        var problem = builder switch
        {
            { DataSource: "" } => "names no server in 'Server'",

            // Without a name, the default database of the login is used, which is usually master.
            { InitialCatalog: "" } => "names no database in 'Database'",

            // 0 means no timeout to the driver.
            { ConnectTimeout: < 1 or > MaxTimeoutSeconds } =>
                $"has a 'Connect Timeout' that is not 1 to {MaxTimeoutSeconds}",
            { CommandTimeout: < 1 or > MaxTimeoutSeconds } =>
                $"has a 'Command Timeout' that is not 1 to {MaxTimeoutSeconds}",
            { Authentication: > SqlAuthenticationMethod.SqlPassword and var method }
                when SqlAuthenticationProvider.GetProvider(method) is null =>
                $"has 'Authentication={method}', for which the service must be built with the package {EntraPackage}",
            _ => null,
        };
        if (problem is null)
        {
            // The driver detects conflicting keywords only when a connection is created.
            using var connection = new SqlConnection(
                SqlServerConnectionString.ForRequests(builder.ConnectionString, isReadOnly).ConnectionString
            );
        }

        return problem;
    }
}
