namespace JobsService.Infrastructure.Database;

/// <summary>
/// Which database to use: section <c>Database</c>, <c>ConnectionStrings:Jobs</c> and <c>ConnectionStrings:JobsReadOnly</c>.
/// </summary>
public sealed class DatabaseOptions
{
    /// <summary>The section that <see cref="Provider"/> is bound from.</summary>
    public const string Section = "Database";

    /// <summary>The name of the connection string.</summary>
    public const string ConnectionName = "Jobs";

    /// <summary>The name of the connection string for lists.</summary>
    public const string ReadOnlyConnectionName = "JobsReadOnly";

    /// <summary><c>Database:Provider</c>, the name of a <see cref="DatabaseProvider"/>.</summary>
    public string Provider { get; set; } = nameof(DatabaseProvider.Sqlite);

    /// <summary><c>ConnectionStrings:Jobs</c>, in the engine's own keywords. SQLite's file is relative to the
    /// directory that the program is started in.</summary>
    public string ConnectionString { get; internal set; } = "";

    /// <summary><c>ConnectionStrings:JobsReadOnly</c>, with which lists of jobs are read from a readable secondary of SQL
    /// Server; null to read them from where everything else is. Keys are never read there: a revoked one must be seen.</summary>
    public string? ReadOnlyConnectionString { get; internal set; }
}
