namespace JobsService.Infrastructure.Database;

/// <summary>
/// The database: section <c>Database</c>, <c>ConnectionStrings:Jobs</c> and <c>ConnectionStrings:JobsReadOnly</c>.
/// </summary>
public sealed class DatabaseOptions
{
    /// <summary>The configuration section of <see cref="Provider"/>.</summary>
    public const string Section = "Database";

    /// <summary>The name of the connection string.</summary>
    public const string ConnectionName = "Jobs";

    /// <summary>The name of the connection string for lists.</summary>
    public const string ReadOnlyConnectionName = "JobsReadOnly";

    /// <summary><c>Database:Provider</c>, the name of a <see cref="DatabaseProvider"/>.</summary>
    public string Provider { get; set; } = nameof(DatabaseProvider.Sqlite);

    /// <summary><c>ConnectionStrings:Jobs</c>, with the keywords of the engine's driver. The path of a SQLite file is
    /// relative to the working directory.</summary>
    public string ConnectionString { get; internal set; } = "";

    /// <summary><c>ConnectionStrings:JobsReadOnly</c>: a readable secondary of SQL Server that jobs are read from; null to
    /// read them from the primary. Keys are always read from the primary, so that a revoked key is refused.</summary>
    public string? ReadOnlyConnectionString { get; internal set; }
}

/// <summary>The supported database engines.</summary>
public enum DatabaseProvider
{
    /// <summary>SQLite, an embedded database in one file.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server, for production.</summary>
    SqlServer,
}
