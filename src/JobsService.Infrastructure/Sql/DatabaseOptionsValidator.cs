using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace JobsService.Infrastructure.Sql;

/// <summary>Stops a start with settings that cannot work, in words that name the setting and do not repeat a password.</summary>
internal sealed class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        if (!TryParse(options.Provider, out var provider))
        {
            return ValidateOptionsResult.Fail(
                $"Database:Provider is '{options.Provider}'; it must be {string.Join(" or ", Enum.GetNames<DatabaseProvider>())}."
            );
        }

        var problem = string.IsNullOrWhiteSpace(options.ConnectionString)
            ? "is missing"
            : Problem(provider, options.ConnectionString);
        return problem is null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"ConnectionStrings:Jobs {problem}.");
    }

    /// <summary>Takes the names and nothing else: <see cref="Enum.TryParse{T}(string, out T)"/> would take numbers too.</summary>
    public static bool TryParse(string text, out DatabaseProvider provider)
    {
        provider = default;
        return Array.Exists(
                Enum.GetNames<DatabaseProvider>(),
                name => name.Equals(text, StringComparison.OrdinalIgnoreCase)
            ) && Enum.TryParse(text, ignoreCase: true, out provider);
    }

    private static string? Problem(DatabaseProvider provider, string connectionString)
    {
        try
        {
            return provider == DatabaseProvider.Sqlite
                ? SqliteProblem(new SqliteConnectionStringBuilder(connectionString))
                : SqlServerProblem(new SqlConnectionStringBuilder(connectionString));
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            // The driver's message may quote the value, and with it a password.
            return $"is not a connection string that {provider} understands";
        }
    }

    private static string? SqliteProblem(SqliteConnectionStringBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.DataSource))
        {
            return "names no file in 'Data Source'";
        }

        // Each connection of the pool would see a database of its own, or none.
        var isFile =
            builder.Mode != SqliteOpenMode.Memory
            && builder.DataSource is not ":memory:"
            && !builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        return isFile ? null : "must name a file by its path in 'Data Source'";
    }

    private static string? SqlServerProblem(SqlConnectionStringBuilder builder) =>
        string.IsNullOrWhiteSpace(builder.DataSource) ? "names no server in 'Server'" : null;
}
