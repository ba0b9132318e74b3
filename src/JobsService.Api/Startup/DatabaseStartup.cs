using JobsService.Api.Configuration;
using JobsService.Application.Authentication;
using JobsService.Application.Availability;
using JobsService.Infrastructure.Health;
using JobsService.Infrastructure.Migrations;
using JobsService.Infrastructure.Seeding;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Startup;

/// <summary>Registers the preparation of the database.</summary>
internal static class DatabaseStartupServices
{
    /// <summary>
    /// Adds the settings, <see cref="DatabaseStartup"/>, <see cref="DatabaseDamageMonitor"/>, <see cref="DemoActivity"/>, and a policy that accepts published keys
    /// in Development on loopback addresses only.
    /// </summary>
    public static void AddDatabaseStartup(this IServiceCollection services)
    {
        services.AddSettings<StartupOptions>(StartupOptions.Section);
        services.AddSingleton(provider => new PublishedKeyPolicy(
            accepted: provider.GetRequiredService<IHostEnvironment>().IsDevelopment()
                && ReachableAddress.Find(provider.GetRequiredService<IConfiguration>()) is null
        ));
        services.AddSingleton<PublishedKeyReport>();
        services.AddSingleton<DatabaseStartup>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseStartup>());
        services.AddHostedService<DemoActivity>();
        services.AddSingleton<DatabaseDamageMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseDamageMonitor>());
    }
}

/// <summary>
/// Prepares the database before the service listens: migrates an existing embedded database and, in Development, creates a missing one and, where the published key is accepted,
/// adds demonstration data to an empty one. If the database is unavailable, the service starts anyway and responds with 503, while this class retries for
/// <see cref="StartupOptions.DatabaseSeconds"/>.
/// </summary>
internal sealed class DatabaseStartup(
    DatabaseMigrator migrator,
    DemoDatabase demo,
    DatabaseReadiness readiness,
    PublishedKeyPolicy publishedKey,
    PublishedKeyReport publishedKeyReport,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    IOptions<StartupOptions> options,
    TimeProvider time,
    ILogger<DatabaseStartup> logger
) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    // Short, because the service does not listen before the first attempt ends; later attempts follow.
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(3);

    private readonly long _startedAt = time.GetTimestamp();

    private string? _lastLoggedCause;

    /// <summary>Why the service stopped without a ready database; null if it did not.</summary>
    public string? FailureReason { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="MigrationFailedException">The database does not belong to this service.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Prepare(cancellationToken);
        }
        catch (Exception exception)
            when (exception is DatabaseUnavailableException or IOException or UnauthorizedAccessException)
        {
            LogNotReady(exception);
            await base.StartAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RetryInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Prepare(stoppingToken);
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // An unhandled exception would stop the host. The service must keep responding with 503 until the timeout.
                LogNotReady(exception);
                if (IsTooLate())
                {
                    FailureReason = exception.Message;
                    logger.DatabaseNotReadyInTime(options.Value.DatabaseSeconds);
                    lifetime.StopApplication();
                    return;
                }
            }
        }
    }

    private bool IsTooLate() =>
        options.Value.DatabaseSeconds is > 0 and var seconds
        && time.GetElapsedTime(_startedAt) >= TimeSpan.FromSeconds(seconds);

    /// <summary>Logs a cause once, not for every attempt.</summary>
    private void LogNotReady(Exception exception)
    {
        if (exception.Message != _lastLoggedCause)
        {
            _lastLoggedCause = exception.Message;
            logger.DatabaseNotReady(_lastLoggedCause);
        }
    }

    private async Task Prepare(CancellationToken cancellationToken)
    {
        // Outside Development a missing file is not created: the path may be misspelled, and nobody would notice the empty database.
        if (migrator.MigratesAtStart && (environment.IsDevelopment() || migrator.FileExists))
        {
            foreach (var script in migrator.Migrate(LockTimeout))
            {
                logger.Migrated(script);
            }

            if (publishedKey.Accepted && await demo.FillIfEmpty(cancellationToken))
            {
                logger.DemoDataAdded(migrator.Location);
            }
        }

        foreach (var advice in await readiness.Check(cancellationToken))
        {
            logger.DatabaseAdvice(advice);
        }

        await publishedKeyReport.Write(cancellationToken);
    }
}
