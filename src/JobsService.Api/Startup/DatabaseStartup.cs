using JobsService.Application.Authentication;
using JobsService.Application.Availability;
using JobsService.Infrastructure.Health;
using JobsService.Infrastructure.Migrations;
using JobsService.Infrastructure.Seeding;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Startup;

/// <summary>
/// Makes the embedded database ready before the service listens: migrates it and, in Development, fills an empty one with the
/// demonstration. When that fails because the database cannot be used now, the service starts anyway, answers 503, and this
/// keeps trying, for as long as <see cref="StartupOptions"/> say.
/// </summary>
internal sealed class DatabaseStartup(
    DatabaseMigrator migrator,
    DemoDatabase demo,
    DatabaseReadiness readiness,
    PublishedKeyGuard publishedKey,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    IOptions<StartupOptions> options,
    TimeProvider time,
    ILogger<DatabaseStartup> logger
) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    // The service does not listen before the first try ends; a try that ends too early is followed by another one.
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(3);

    private readonly long _begunAt = time.GetTimestamp();

    private string? _cause;

    /// <summary>Why the service ends without having had its database; null while it does not.</summary>
    public string? FailureReason { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="MigrationFailedException">The database is not one of this service.</exception>
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
                // Whatever it is: the service answers 503, and must not end because of it, unless it took too long.
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
        && time.GetElapsedTime(_begunAt) >= TimeSpan.FromSeconds(seconds);

    /// <summary>Logs a cause once, and not again with every try.</summary>
    private void LogNotReady(Exception exception)
    {
        if (exception.Message != _cause)
        {
            _cause = exception.Message;
            logger.DatabaseNotReady(_cause);
        }
    }

    private async Task Prepare(CancellationToken cancellationToken)
    {
        if (migrator.MigratesAtStart)
        {
            foreach (var script in migrator.Migrate(LockTimeout))
            {
                logger.Migrated(script);
            }

            if (environment.IsDevelopment() && await demo.FillIfEmpty(cancellationToken))
            {
                logger.DemoFilled(migrator.Location);
            }
        }

        foreach (var advice in await readiness.Check(cancellationToken))
        {
            logger.DatabaseAdvice(advice);
        }

        if (environment.IsDevelopment())
        {
            logger.PublishedKeyAccepted();
        }
        else if (await publishedKey.IsPresentWhereRefused(cancellationToken))
        {
            logger.PublishedKeyRefused();
        }
    }
}
