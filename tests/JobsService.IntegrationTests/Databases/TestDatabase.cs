using System.Data;
using System.Data.Common;
using Dapper;
using JobsService.Api;
using JobsService.Application.ApiKeys;
using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Migrations;
using JobsService.Infrastructure.Seeding;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Databases;

/// <summary>The database of one test, dropped when it is disposed.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<Task> _drop;
    private readonly WebApplication _host;

    private TestDatabase(DatabaseProvider provider, string connectionString, Func<Task> drop)
    {
        _drop = drop;
        Settings = new(StringComparer.Ordinal)
        {
            ["Database:Provider"] = provider.ToString(),
            ["ConnectionStrings:Jobs"] = connectionString,
        };
        var builder = ServiceHost.CreateBuilder("Production");
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Services.AddSingleton<ICurrentCaller>(new FixedCaller(Caller.Operator));
        _host = builder.Build();
    }

    /// <summary>The settings that point a service at this database.</summary>
    public Dictionary<string, string?> Settings { get; }

    public IServiceProvider Services => _host.Services;

    public IDatabaseEngine Engine => Services.GetRequiredService<IDatabaseEngine>();

    /// <summary>The file of the SQLite database.</summary>
    public string File => Engine.Location;

    /// <summary>An empty database with the schema of this build.</summary>
    public static async Task<TestDatabase> Create(DatabaseProvider provider)
    {
        var database = await Unmigrated(provider);
        if (provider == DatabaseProvider.Sqlite)
        {
            await MigratedSqliteFile.CopyTo(database.File);
            return database;
        }

        database.Services.GetRequiredService<DatabaseMigrator>().Migrate();
        return database;
    }

    /// <summary>An empty database without a schema.</summary>
    public static async Task<TestDatabase> Unmigrated(DatabaseProvider provider) =>
        provider == DatabaseProvider.SqlServer ? await OnSqlServer() : Embedded();

    /// <summary>An SQLite database whose file does not exist yet, in a directory of its own.</summary>
    /// <param name="keywords">Additional keywords of the connection string.</param>
    public static TestDatabase Embedded(string keywords = "")
    {
        var directory = Directory.CreateTempSubdirectory("jobsservice-");
        var file = Path.Combine(directory.FullName, "jobs.db");
        return new TestDatabase(DatabaseProvider.Sqlite, $"Data Source={file};{keywords}", Drop);

        Task Drop()
        {
            directory.Delete(recursive: true);
            return Task.CompletedTask;
        }
    }

    /// <summary>A SQL Server database that the test itself manages, or that does not exist.</summary>
    public static TestDatabase At(string connectionString) =>
        new(DatabaseProvider.SqlServer, connectionString, () => Task.CompletedTask);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _drop();
    }

    /// <summary>Creates organizations with these ids.</summary>
    public async Task AddOrganizations(params long[] ids)
    {
        foreach (var id in ids)
        {
            await Execute(
                "INSERT INTO organizations (id, name, active, created_at) VALUES (@id, @name, @active, @createdAt)",
                new
                {
                    id,
                    name = $"Organization {id}",
                    active = true,
                    createdAt = Column("2020-01-01T00:00:00Z"),
                }
            );
        }
    }

    /// <summary>Creates an API key, and its organization if it does not exist.</summary>
    /// <returns>The credentials, <c>ORGANIZATION:SECRET</c>.</returns>
    public async Task<string> AddKey(long organizationId, ApiKeyRole role = ApiKeyRole.OrganizationAdmin)
    {
        var created = await Services
            .GetRequiredService<IMediator>()
            .Send(
                new CreateApiKey(role, "test")
                {
                    Organizations = OrganizationSelection.One(organizationId),
                    OrganizationName = $"Organization {organizationId}",
                }
            );
        return $"{organizationId}:{created.Secret.Reveal()}";
    }

    /// <summary>Creates API keys whose secrets are discarded. Their organization must exist.</summary>
    public async Task AddManyKeys(long organizationId, int count)
    {
        await Services
            .GetRequiredService<StatementExecutor>()
            .InTransaction(
                async transaction =>
                {
                    for (var number = 0; number < count; number++)
                    {
                        var secret = ApiKeySecret.Generate();
                        await ApiKeyWriter.Add(
                            transaction,
                            new NewApiKey(
                                organizationId,
                                ApiKeyRole.OrganizationAdmin,
                                $"key {number}",
                                secret.Hash(),
                                secret.Last4,
                                DateTimeOffset.UnixEpoch,
                                OrganizationName: null
                            ),
                            checkKeyCount: null,
                            createEntry: null,
                            CancellationToken.None
                        );
                    }

                    return true;
                },
                CancellationToken.None
            );
    }

    /// <summary>Inserts jobs. Their organizations must exist.</summary>
    public async Task AddJobs(params IEnumerable<Job> jobs)
    {
        var writer = Services.GetRequiredService<JobWriter>();
        await Services
            .GetRequiredService<StatementExecutor>()
            .InTransaction(
                async transaction =>
                {
                    await writer.Write(transaction, jobs, new Progress<long>(), CancellationToken.None);
                    return true;
                },
                CancellationToken.None
            );
    }

    /// <summary>Reads all jobs with the service's own repository.</summary>
    public async Task<IReadOnlyList<Job>> ReadAllJobs()
    {
        var jobs = await Services.GetRequiredService<IMediator>().Send(new GetAllJobs());
        return await jobs.Rows.ToListAsync();
    }

    /// <summary>Executes a statement.</summary>
    public async Task Execute(string sql, object? parameters = null)
    {
        await using var connection = await Open();
        await connection.ExecuteAsync(sql, parameters, commandType: CommandType.Text);
    }

    /// <summary>Inserts jobs with explicit ids into the table, which otherwise generates them.</summary>
    public Task ExecuteWithJobIds(string insert, object? parameters = null) =>
        Execute(
            Engine.Dialect.IdentityInsert is { } givenIds
                ? $"{givenIds.Begin.Text}; {insert}; {givenIds.End.Text}"
                : insert,
            parameters
        );

    public async Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters = null)
    {
        await using var connection = await Open();
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }

    /// <summary>Opens a connection in the same way as the service.</summary>
    public Task<DbConnection> Open() => Engine.Connect(Task.FromResult, CancellationToken.None);

    /// <summary>The value that the engine stores for a time.</summary>
    public object Column(string time) => Engine.Dialect.ToColumn(DateTimeOffset.Parse(time, provider: null));

    private static async Task<TestDatabase> OnSqlServer()
    {
        var server = await SqlServerForTests.ConnectionString();
        var name = $"jobsservice_{Guid.NewGuid():N}";
        await ExecuteOn(server, $"CREATE DATABASE {name}");
        var connectionString = new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ConnectionString;
        return new TestDatabase(DatabaseProvider.SqlServer, connectionString, () => DropOn(server, name));
    }

    // Pools have idle connections to the database. Clearing all pools would end what the tests beside are waiting for.
    private static Task DropOn(string server, string name) =>
        ExecuteOn(server, $"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}");

    private static async Task ExecuteOn(string server, string sql)
    {
        await using var connection = new SqlConnection(server);
        await connection.ExecuteAsync(sql);
    }
}
