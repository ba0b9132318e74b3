using System.Globalization;
using JobsService.Benchmarks.Comparison.HandWritten;
using Microsoft.Data.Sqlite;

namespace JobsService.Benchmarks.Suite;

/// <summary>A database of generated jobs, from the service's <c>seed</c> command.</summary>
/// <param name="program">The path of the service.</param>
/// <param name="file">The path of the SQLite file.</param>
/// <param name="jobs">The number of jobs.</param>
/// <param name="organizations">The number of organizations.</param>
internal sealed class BenchDatabase(string program, string file, int jobs, int organizations)
{
    private const string CountUnfinished = $"""
        SELECT organization_id, COUNT(*)
        FROM jobs
        WHERE {HandWrittenStatements.IsUnfinished}
        GROUP BY organization_id
        ORDER BY organization_id
        """;

    public string File => file;

    public int Jobs => jobs;

    public string ConnectionString => $"Data Source={file};Pooling=False";

    /// <summary>The key of a system admin.</summary>
    public string AdminKey { get; private set; } = "";

    /// <summary>The number of unfinished jobs per organization.</summary>
    public IReadOnlyDictionary<long, int> Unfinished { get; private set; } = new Dictionary<long, int>();

    /// <summary>Returns the organization whose number of unfinished jobs is closest to the given one, and its number.</summary>
    public (long Organization, int Jobs) OrganizationWithUnfinished(int jobs)
    {
        var (organization, count) = Unfinished.MinBy(one => (Math.Abs(one.Value - jobs), one.Key));
        return (organization, count);
    }

    /// <summary>Creates the database, which must not exist.</summary>
    public async Task Create(CancellationToken cancellationToken)
    {
        await Run("migrate");
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        var indexes = await JobIndexes.Drop(connection, cancellationToken);
        await Run("seed", "--organizations", Text(organizations), "--jobs", Text(jobs));
        await indexes.Restore(cancellationToken);
        AdminKey = await CreateKey(1, "system_admin", cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = CountUnfinished;
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        Dictionary<long, int> unfinished = [];
        while (await row.ReadAsync(cancellationToken))
        {
            unfinished.Add(row.GetInt64(0), row.GetInt32(1));
        }

        Unfinished = unfinished;

        Task<string[]> Run(params string[] arguments) =>
            CommandProcess.Run(program, arguments, file, cancellationToken);
    }

    /// <summary>Creates an API key for an organization.</summary>
    public Task<string> CreateKey(long organization, CancellationToken cancellationToken) =>
        CreateKey(organization, "organization_admin", cancellationToken);

    private async Task<string> CreateKey(long organization, string role, CancellationToken cancellationToken)
    {
        string[] create = ["keys", "create", "--organization", Text(organization), "--role", role, "--name", "bench"];
        var lines = await CommandProcess.Run(program, create, file, cancellationToken);
        return lines[0];
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
