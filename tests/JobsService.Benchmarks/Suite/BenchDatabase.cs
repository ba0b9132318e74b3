using System.Globalization;
using JobsService.Benchmarks.Comparison.HandWritten;
using Microsoft.Data.Sqlite;

namespace JobsService.Benchmarks.Suite;

/// <summary>A database of made-up jobs; the service's own <c>seed</c> makes it.</summary>
/// <param name="program">The service.</param>
/// <param name="file">Where.</param>
/// <param name="jobs">How many.</param>
/// <param name="organizations">Of how many organizations.</param>
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

    /// <summary>How many unfinished jobs each organization has.</summary>
    public IReadOnlyDictionary<long, int> Unfinished { get; private set; } = new Dictionary<long, int>();

    /// <summary>An organization with about so many unfinished jobs, and how many it has.</summary>
    public (long Organization, int Jobs) UnfinishedOfAbout(int jobs)
    {
        var (organization, count) = Unfinished.MinBy(one => (Math.Abs(one.Value - jobs), one.Key));
        return (organization, count);
    }

    /// <summary>Makes it; nothing else of it is there before.</summary>
    public async Task Create(CancellationToken cancellationToken)
    {
        await Run("seed", "--organizations", Text(organizations), "--jobs", Text(jobs));
        AdminKey = await KeyOf(1, "system_admin", cancellationToken);
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
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

    /// <summary>A new key of an organization.</summary>
    public Task<string> KeyOf(long organization, CancellationToken cancellationToken) =>
        KeyOf(organization, "organization_admin", cancellationToken);

    private async Task<string> KeyOf(long organization, string role, CancellationToken cancellationToken)
    {
        string[] create = ["keys", "create", "--organization", Text(organization), "--role", role, "--name", "bench"];
        var lines = await CommandProcess.Run(program, create, file, cancellationToken);
        return lines[0];
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
