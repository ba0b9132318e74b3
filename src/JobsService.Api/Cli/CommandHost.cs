using JobsService.Api.Middleware;
using JobsService.Api.Telemetry;
using JobsService.Application.Authentication;
using JobsService.Application.Scoping;
using JobsService.Infrastructure.Migrations;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Cli;

/// <summary>What a command runs in: the service's use cases and database, with the operator as the caller.</summary>
internal static class CommandHost
{
    /// <summary>Does a command's work on the settings of this environment. Nothing listens.</summary>
    /// <exception cref="OptionsValidationException">A setting is not valid.</exception>
    /// <exception cref="AggregateException">Settings of several sections are not valid.</exception>
    public static async Task<int> Run(Func<IServiceProvider, Task<int>> work)
    {
        var builder = ServiceHost.CreateBuilder();
        builder.AddCommandLogging();
        builder.Services.AddScoped<ICurrentCaller, OperatorCaller>();
        await using var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>Does a command's reading, on a database that exists.</summary>
    /// <exception cref="PublishedKeyException">The database holds the published key, outside Development.</exception>
    /// <inheritdoc cref="Run"/>
    public static Task<int> Read(Func<IServiceProvider, Task<int>> work, CancellationToken cancellationToken) =>
        Run(async services =>
        {
            await RefusePublishedKey(services, cancellationToken);
            return await work(services);
        });

    /// <summary>Does a command's writing, on a database that is made ready for it if it is the embedded one.</summary>
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

    private sealed class OperatorCaller : ICurrentCaller
    {
        public Caller Caller => Caller.Operator;

        public string RequestId { get; } = Guid.NewGuid().ToString("N");
    }
}
