using Microsoft.Data.Sqlite;

namespace JobsService.Benchmarks.Suite;

/// <summary>
/// The indexes and triggers of the table <c>jobs</c>. They are dropped while jobs are seeded, because maintaining them for each of
/// millions of rows takes five times as long as building them afterwards.
/// </summary>
internal sealed class JobIndexes
{
    private const string Select = """
        SELECT type, name, sql
        FROM sqlite_schema
        WHERE tbl_name = 'jobs' AND type IN ('index', 'trigger') AND sql IS NOT NULL
        ORDER BY rowid
        """;

    /// <summary>The triggers would have numbered the jobs by id.</summary>
    private const string Number = """
        UPDATE jobs SET row_version = id;
        UPDATE job_row_version SET last = (SELECT COUNT(*) FROM jobs)
        """;

    private readonly SqliteConnection _connection;
    private readonly List<(string Type, string Name, string Sql)> _definitions = [];

    private JobIndexes(SqliteConnection connection) => _connection = connection;

    /// <summary>Drops the indexes and triggers.</summary>
    /// <param name="connection">An open connection, which must stay open until they are restored.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public static async Task<JobIndexes> Drop(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var indexes = new JobIndexes(connection);
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = Select;
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                indexes._definitions.Add((row.GetString(0), row.GetString(1), row.GetString(2)));
            }
        }

        foreach (var (type, name, _) in indexes._definitions)
        {
            await indexes.Execute($"DROP {type} {name}", cancellationToken);
        }

        return indexes;
    }

    /// <summary>Numbers the jobs and creates the indexes and triggers again.</summary>
    public async Task Restore(CancellationToken cancellationToken)
    {
        await Execute(Number, cancellationToken);
        foreach (var (_, _, sql) in _definitions)
        {
            await Execute(sql, cancellationToken);
        }
    }

    private async Task Execute(string sql, CancellationToken cancellationToken)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
