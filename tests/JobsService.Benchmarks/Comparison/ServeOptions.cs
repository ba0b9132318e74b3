using Microsoft.Data.Sqlite;

namespace JobsService.Benchmarks.Comparison;

/// <summary>The options of a comparison program.</summary>
/// <param name="Urls">The addresses to listen on.</param>
/// <param name="Database">The path of the SQLite file.</param>
/// <param name="Organization">For precomputed responses: the organization; null for every organization.</param>
/// <param name="Rows">For precomputed responses: the maximum number of jobs; null for no limit.</param>
internal sealed record ServeOptions(string Urls, string Database, long? Organization, long? Rows)
{
    /// <summary>Read-only, with the driver's connection pool, like most programs.</summary>
    public string ConnectionString { get; } =
        new SqliteConnectionStringBuilder { DataSource = Database, Mode = SqliteOpenMode.ReadOnly }.ConnectionString;
}
