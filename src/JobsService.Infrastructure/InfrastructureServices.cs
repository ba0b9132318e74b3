using JobsService.Application.ApiKeys;
using JobsService.Application.Jobs;
using JobsService.Infrastructure.ApiKeys;
using JobsService.Infrastructure.Jobs;
using JobsService.Infrastructure.Migrations;
using JobsService.Infrastructure.Seeding;
using JobsService.Infrastructure.Sql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JobsService.Infrastructure;

/// <summary>Puts the adapters of the application's ports into a container.</summary>
public static class InfrastructureServices
{
    /// <summary>
    /// Adds the repositories, the migrator and the seeders, on the database that <see cref="DatabaseOptions"/> name. The
    /// options are validated when the host starts.
    /// </summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<DatabaseOptions>()
            .Bind(configuration.GetSection(DatabaseOptions.Section))
            .Configure(options =>
                options.ConnectionString = configuration.GetConnectionString(DatabaseOptions.ConnectionName) ?? ""
            )
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidator>();

        services.AddSingleton(provider => SqlEngineOf(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddSingleton<Database>();
        services.AddSingleton<JobReader>();
        services.AddSingleton<ApiKeyReader>();
        services.AddSingleton<IJobRepository, JobRepository>();
        services.AddSingleton<ApiKeyRepository>();
        services.AddSingleton<IApiKeyRepository>(provider => provider.GetRequiredService<ApiKeyRepository>());

        services.AddSingleton(provider => new DatabaseMigrator(provider.GetRequiredService<ISqlEngine>()));
        services.AddSingleton<JobWriter>();
        services.AddSingleton(provider => new DatabaseSeeder(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<ISqlEngine>(),
            provider.GetRequiredService<JobWriter>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new DemoDatabase(
            provider.GetRequiredService<DatabaseSeeder>(),
            provider.GetRequiredService<ApiKeyRepository>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        return services;
    }

    private static ISqlEngine SqlEngineOf(DatabaseOptions options) =>
        DatabaseOptionsValidator.TryParse(options.Provider, out var provider) && provider == DatabaseProvider.SqlServer
            ? new SqlServerEngine(options.ConnectionString)
            : new SqliteEngine(options.ConnectionString);
}
