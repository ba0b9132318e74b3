using JobsService.Api.Middleware;
using JobsService.Api.Telemetry;
using JobsService.Application.Authentication;
using JobsService.Application.Availability;
using JobsService.Application.Scoping;
using JobsService.Infrastructure.Migrations;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Cli;

/// <summary>Hosts a command: provides the service's use cases and database, with the operator as the caller.</summary>
internal static class CommandHost
{
    /// <summary>Runs a command with the settings of this environment, without starting the web server.</summary>
    /// <returns>The exit code that <paramref name="work"/> returns.</returns>
    /// <exception cref="OptionsValidationException">A setting is invalid.</exception>
    /// <exception cref="AggregateException">Settings of several sections are invalid.</exception>
    public static async Task<int> Run(Func<IServiceProvider, Task<int>> work)
    {
        var builder = ServiceHost.CreateBuilder();
        builder.AddCommandLogging();
        builder.Services.AddScoped<ICurrentCaller, OperatorCaller>();
        builder.Services.AddSingleton<IListenerAdmission, NoAdmission>();
        await using var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>Runs a command that only reads an existing database.</summary>
    /// <exception cref="PublishedKeyException">The database holds the published key, outside Development.</exception>
    /// <inheritdoc cref="Run"/>
    public static Task<int> Read(Func<IServiceProvider, Task<int>> work, CancellationToken cancellationToken) =>
        Run(async services =>
        {
            await RefusePublishedKey(services, cancellationToken);
            return await work(services);
        });

    /// <summary>Runs a command that writes. The embedded database is created and migrated first.</summary>
    /// <inheritdoc cref="Read"/>
    public static Task<int> Write(Func<IServiceProvider, Task<int>> work, CancellationToken cancellationToken) =>
        Run(async services =>
        {
            var migrator = services.GetRequiredService<DatabaseMigrator>();
            if (migrator.MigratesAtStart)
            {
                migrator.Migrate();
            }

            await RefusePublishedKey(services, cancellationToken);
            return await work(services);
        });

    private static async Task RefusePublishedKey(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<PublishedKeyGuard>().IsPresentWhereRefused(cancellationToken))
        {
            throw new PublishedKeyException(services.GetRequiredService<DatabaseMigrator>().Location);
        }
    }

    // A command has the database for itself.
    private sealed class NoAdmission : IListenerAdmission
    {
        public void BecomeListener() { }
    }

    private sealed class OperatorCaller : ICurrentCaller
    {
        public Caller Caller => Caller.Operator;

        public string RequestId { get; } = Guid.NewGuid().ToString("N");
    }
}
