namespace JobsService.Infrastructure.Database;

/// <summary>The supported database engines.</summary>
public enum DatabaseProvider
{
    /// <summary>SQLite, an embedded database in one file.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server, for production.</summary>
    SqlServer,
}
