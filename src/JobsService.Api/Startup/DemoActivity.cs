using JobsService.Application.Authentication;
using JobsService.Application.Availability;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Migrations;
using JobsService.Infrastructure.Seeding;

namespace JobsService.Api.Startup;

/// <summary>
/// Moves the jobs of the demonstration every second, so that watching them shows something. Only where the published keys are accepted,
/// which is in Development, and only in an embedded database that has the customer's published key.
/// </summary>
internal sealed partial class DemoActivity(
    DemoDatabase demo,
    DatabaseMigrator migrator,
    PublishedKeyPolicy publishedKeys,
    IApiKeyCredentials apiKeys,
    TimeProvider time,
    ILogger<DemoActivity> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!publishedKeys.Accepted || !migrator.MigratesAtStart)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await apiKeys.FindBySecretHash(PublishedKey.Customer.SecretHash, stoppingToken) is not null)
                {
                    await demo.Advance(stoppingToken);
                }
            }
            catch (DatabaseUnavailableException unavailable)
            {
                LogNotAdvanced(unavailable.Message);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // It would end the service, for example if somebody added a job with the highest id.
                LogEnded(exception);
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The jobs of the demonstration did not change: {Cause}")]
    private partial void LogNotAdvanced(string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The jobs of the demonstration no longer change")]
    private partial void LogEnded(Exception exception);
}
