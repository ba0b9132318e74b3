using JobsService.Api.Hosting;
using JobsService.Api.Observability;
using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Infrastructure.Migrations;

namespace JobsService.Api.Cli;

/// <summary>What a command runs in: the service's use cases and database, with the operator as the caller.</summary>
internal static class CommandHost
{
    /// <summary>Does a command's work on the settings of this environment. Nothing listens.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting makes no sense.</exception>
    public static async Task<int> Run(Func<IServiceProvider, Task<int>> work)
    {
        var builder = ServiceHost.CreateBuilder();
        builder.AddCommandLogging();
        builder.Services.AddScoped<ICurrentCaller, OperatorCaller>();
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>
    /// Does a command's work on a database that is ready for it: the embedded one is migrated, and one that holds the
    /// published key is refused outside Development.
    /// </summary>
    /// <exception cref="PublishedKeyException">The database holds the published key.</exception>
    /// <inheritdoc cref="Run"/>
    public static Task<int> RunOnDatabase(
        Func<IServiceProvider, Task<int>> work,
        CancellationToken cancellationToken
    ) =>
        Run(async services =>
        {
            var migrator = services.GetRequiredService<DatabaseMigrator>();
            if (migrator.MigratesAtStart)
            {
                migrator.Migrate();
            }

            if (await services.GetRequiredService<PublishedKeyGuard>().IsPresentWhereRefused(cancellationToken))
            {
                throw new PublishedKeyException(migrator.Location);
            }

            return await work(services);
        });

    private sealed class OperatorCaller : ICurrentCaller
    {
        public Caller Caller => Caller.Operator;
    }
}
