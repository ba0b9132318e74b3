using JobsService.Application.ApiKeys;
using JobsService.Application.Auditing;
using JobsService.Application.Authentication;
using JobsService.Application.Availability;
using JobsService.Application.JobChanges;
using JobsService.Application.Jobs;
using JobsService.Application.Organizations;
using JobsService.Infrastructure.ApiKeys;
using JobsService.Infrastructure.Auditing;
using JobsService.Infrastructure.Authentication;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Database.Sqlite;
using JobsService.Infrastructure.Database.SqlServer;
using JobsService.Infrastructure.Health;
using JobsService.Infrastructure.Jobs;
using JobsService.Infrastructure.Migrations;
using JobsService.Infrastructure.Organizations;
using JobsService.Infrastructure.Seeding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JobsService.Infrastructure;

/// <summary>Registers the implementations of the application's ports.</summary>
public static class InfrastructureServices
{
    // The key of the engine that job queries use. It is the default engine unless a read-only connection string is set.
    private const string JobQueryEngine = "job-queries";

    /// <summary>
    /// Adds the repositories, the migrator and the seeders, on the database that <see cref="DatabaseOptions"/> name. The
    /// host binds their section and validates them when it starts.
    /// </summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<DatabaseOptions>()
            .Configure(options =>
            {
                options.ConnectionString = configuration.GetConnectionString(DatabaseOptions.ConnectionName) ?? "";
                var readOnly = configuration.GetConnectionString(DatabaseOptions.ReadOnlyConnectionName);
                options.ReadOnlyConnectionString = string.IsNullOrWhiteSpace(readOnly) ? null : readOnly;
            });
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidator>();

        services.AddSingleton(provider => CreateEngine(OptionsOf(provider)));
        services.AddKeyedSingleton(JobQueryEngine, (provider, _) => CreateJobQueryEngine(provider));
        services.AddSingleton<StatementExecutor>();
        services.AddSingleton(CapacityOf);
        services.AddSingleton<IJobRepository>(provider =>
        {
            return new JobRepository(
                new StatementExecutor(provider.GetRequiredKeyedService<IDatabaseEngine>(JobQueryEngine))
            );
        });
        services.AddSingleton<IJobChangeRepository>(provider => new JobChangeRepository(
            provider.GetRequiredService<StatementExecutor>(),
            provider.GetRequiredService<IDatabaseEngine>().PollInterval
        ));
        services.AddSingleton<IOrganizationRepository, OrganizationRepository>();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddKeys();

        services.AddSingleton(provider => new DatabaseMigrator(provider.GetRequiredService<IDatabaseEngine>()));
        services.AddSingleton<IWriteAheadLog>(provider => new WriteAheadLog(
            provider.GetRequiredService<IDatabaseEngine>()
        ));
        services.AddSingleton(provider => new DatabaseCheck(provider.GetRequiredService<IDatabaseEngine>()));
        services.AddSingleton(provider => new DatabaseReadiness([
            .. new[]
            {
                provider.GetRequiredService<IDatabaseEngine>(),
                provider.GetRequiredKeyedService<IDatabaseEngine>(JobQueryEngine),
            }.Distinct(),
        ]));
        services.AddSingleton<JobWriter>();
        services.AddSingleton(provider => new DatabaseSeeder(
            provider.GetRequiredService<StatementExecutor>(),
            provider.GetRequiredService<JobWriter>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new DemoDatabase(
            provider.GetRequiredService<StatementExecutor>(),
            provider.GetRequiredService<DatabaseSeeder>(),
            provider.GetRequiredService<JobWriter>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        return services;
    }

    private static void AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<IApiKeyRepository, ApiKeyRepository>();
        services.AddSingleton<IApiKeyUsage, ApiKeyUsage>();
        services.AddSingleton<IDataProtectionKeys, DataProtectionKeys>();
        services.AddSingleton<IApiKeyCredentials>(provider => new CachedApiKeyCredentials(
            new ApiKeyCredentialQuery(provider.GetRequiredService<StatementExecutor>()).FindBySecretHash,
            new ApiKeyLookupLimiter(provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<TimeProvider>()
        ));
    }

    private static IDatabaseEngine CreateEngine(DatabaseOptions options) =>
        DatabaseOptionsValidator.TryParse(options.Provider, out var provider) && provider == DatabaseProvider.SqlServer
            ? new SqlServerEngine(options.ConnectionString)
            : new SqliteEngine(options.ConnectionString);

    private static IDatabaseEngine CreateJobQueryEngine(IServiceProvider provider) =>
        OptionsOf(provider).ReadOnlyConnectionString is { } readOnly
            ? new SqlServerEngine(readOnly, isReadOnly: true)
            : provider.GetRequiredService<IDatabaseEngine>();

    /// <summary>Returns the capacity of the primary database, with the connections to a secondary as additional ones.</summary>
    private static DatabaseCapacity CapacityOf(IServiceProvider provider)
    {
        var primary = provider.GetRequiredService<IDatabaseEngine>();
        var secondary = provider.GetRequiredKeyedService<IDatabaseEngine>(JobQueryEngine);
        return primary == secondary
            ? primary.Capacity
            : primary.Capacity with
            {
                OtherConnections =
                    primary.Capacity.OtherConnections
                    + (secondary.Capacity.MaxConnections ?? 0)
                    + secondary.Capacity.OtherConnections,
            };
    }

    private static DatabaseOptions OptionsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
}
