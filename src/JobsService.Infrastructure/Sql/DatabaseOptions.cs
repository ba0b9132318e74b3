namespace JobsService.Infrastructure.Sql;

/// <summary>Which database to use: section <c>Database</c>, and <c>ConnectionStrings:Jobs</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The section that <see cref="Provider"/> is bound from.</summary>
    public const string Section = "Database";

    /// <summary>The name of the connection string.</summary>
    public const string ConnectionName = "Jobs";

    /// <summary><c>Database:Provider</c>, the name of a <see cref="DatabaseProvider"/>.</summary>
    public string Provider { get; set; } = nameof(DatabaseProvider.Sqlite);

    /// <summary><c>ConnectionStrings:Jobs</c>, in the engine's own keywords. SQLite's file is relative to the
    /// directory that the program is started in.</summary>
    public string ConnectionString { get; set; } = "";
}
