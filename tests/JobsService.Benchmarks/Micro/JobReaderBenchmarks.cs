using BenchmarkDotNet.Attributes;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Database.Sqlite;
using JobsService.Infrastructure.Jobs;
using JobsService.Infrastructure.Migrations;
using JobsService.Infrastructure.Seeding;
using Microsoft.Data.Sqlite;

namespace JobsService.Benchmarks.Micro;

/// <summary>Maps SQLite rows to jobs.</summary>
[MemoryDiagnoser]
public class JobReaderBenchmarks
{
    private const int Rows = 1000;

    private readonly string _file = Path.GetTempFileName();

    private SqliteEngine _engine = null!;
    private SqliteConnection _connection = null!;
    private SqliteCommand _command = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        var connectionString = $"Data Source={_file};Pooling=False";
        _engine = new SqliteEngine(connectionString);
        new DatabaseMigrator(_engine).Migrate();
        var seeder = new DatabaseSeeder(new StatementExecutor(_engine), new JobWriter(_engine), TimeProvider.System);
        await seeder.Seed(organizations: 1, Rows, seed: 1, new Progress<long>(), CancellationToken.None);

        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        _command = _connection.CreateCommand();
        _command.CommandText = JobStatements
            .Lists.Compose(new ListShape(ListPart.Everything, Order: 0, Subset: 0, Filters: 0))
            .Texts.Single(text => text.Scope == ScopeKind.EveryOrganization)
            .Statement.Text;
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _command.Dispose();
        _connection.Dispose();
        _engine.Dispose();
        File.Delete(_file);
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public long ReadOneRow()
    {
        using var reader = _command.ExecuteReader();
        var row = _engine.Dialect.RowOf(reader);
        var sum = 0L;
        while (reader.Read())
        {
            sum += JobTable.Read(row).Id;
        }

        return sum;
    }
}
