using Microsoft.Data.Sqlite;

namespace JobsService.Benchmarks.Comparison;

/// <summary>How one of the programs is to serve.</summary>
/// <param name="Urls">Where to listen.</param>
/// <param name="Database">The file.</param>
/// <param name="Organization">Whose jobs an answer without a key has; null for everybody's.</param>
/// <param name="Rows">The greatest number of jobs in such an answer; null for no limit.</param>
internal sealed record ServeOptions(string Urls, string Database, long? Organization, long? Rows)
{
    /// <summary>Connections come from the driver's pool, as they do in most programs. Nothing here writes.</summary>
    public string ConnectionString { get; } =
        new SqliteConnectionStringBuilder { DataSource = Database, Mode = SqliteOpenMode.ReadOnly }.ConnectionString;
}
