using JobsService.Application.ApiKeys;
using JobsService.Application.Auditing;
using JobsService.Application.Authentication;
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

/// <summary>Puts the adapters of the application's ports into a container.</summary>
public static class InfrastructureServices
{
    // The engine that lists of jobs are read through; the same as the other one unless there is a readable secondary.
    private const string ForLists = "lists";

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

        services.AddSingleton(provider => SqlEngineOf(OptionsOf(provider)));
        services.AddKeyedSingleton(ForLists, (provider, _) => ListEngineOf(provider));
        services.AddSingleton<StatementExecutor>();
        services.AddSingleton(provider => provider.GetRequiredService<IDatabaseEngine>().Capacity);
        services.AddSingleton<IJobRepository>(provider =>
        {
            return new JobRepository(
                new StatementExecutor(provider.GetRequiredKeyedService<IDatabaseEngine>(ForLists))
            );
        });
        services.AddSingleton<IOrganizationRepository, OrganizationRepository>();
        services.AddSingleton<IApiKeyRepository, ApiKeyRepository>();
        services.AddSingleton<IApiKeyUsage, ApiKeyUsage>();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<IApiKeyCredentials>(provider => new CachedApiKeyCredentials(
            new ApiKeyCredentialQuery(provider.GetRequiredService<StatementExecutor>()).FindBySecretHash,
            new ApiKeyLookupLimiter(provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<TimeProvider>()
        ));

        services.AddSingleton(provider => new DatabaseMigrator(provider.GetRequiredService<IDatabaseEngine>()));
        services.AddSingleton(provider => new DatabaseReadiness([
            .. new[]
            {
                provider.GetRequiredService<IDatabaseEngine>(),
                provider.GetRequiredKeyedService<IDatabaseEngine>(ForLists),
            }.Distinct(),
        ]));
        services.AddSingleton<JobWriter>();
        services.AddSingleton(provider => new DatabaseSeeder(
            provider.GetRequiredService<StatementExecutor>(),
            provider.GetRequiredService<JobWriter>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new DemoDatabase(
            provider.GetRequiredService<DatabaseSeeder>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        return services;
    }

    private static IDatabaseEngine SqlEngineOf(DatabaseOptions options) =>
        DatabaseOptionsValidator.TryParse(options.Provider, out var provider) && provider == DatabaseProvider.SqlServer
            ? new SqlServerEngine(options.ConnectionString)
            : new SqliteEngine(options.ConnectionString);

    private static IDatabaseEngine ListEngineOf(IServiceProvider provider) =>
        OptionsOf(provider).ReadOnlyConnectionString is { } readOnly
            ? new SqlServerEngine(readOnly, isReadOnly: true)
            : provider.GetRequiredService<IDatabaseEngine>();

    private static DatabaseOptions OptionsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
}
