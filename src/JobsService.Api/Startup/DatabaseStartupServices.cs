using JobsService.Api.Configuration;

namespace JobsService.Api.Startup;

/// <summary>Registers the preparation of the database.</summary>
internal static class DatabaseStartupServices
{
    /// <summary>Adds the settings and <see cref="DatabaseStartup"/>.</summary>
    public static void AddDatabaseStartup(this IServiceCollection services)
    {
        services.AddSettings<StartupOptions>(StartupOptions.Section);
        services.AddSingleton<DatabaseStartup>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseStartup>());
    }
}
