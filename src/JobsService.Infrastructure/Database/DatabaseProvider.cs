namespace JobsService.Infrastructure.Database;

/// <summary>The database engines that the service runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>The embedded database: one file, nothing to install.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server, for production.</summary>
    SqlServer,
}
