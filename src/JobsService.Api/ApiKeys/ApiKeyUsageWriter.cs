using JobsService.Api.Startup;
using JobsService.Application.Authentication;

namespace JobsService.Api.ApiKeys;

/// <summary>
/// Writes the last use of API keys to the database in the background: every minute, and when the service stops.
/// </summary>
internal sealed partial class ApiKeyUsageWriter(
    IApiKeyUsage usage,
    TimeProvider time,
    ILogger<ApiKeyUsageWriter> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FinalWriteTimeout = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Write(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync writes the pending values.
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // The host's token is already canceled if lists were aborted at shutdown, so this write has its own timeout.
        using var timeout = new CancellationTokenSource(FinalWriteTimeout, time);
        try
        {
            await Write(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            LogNotWritten("the database did not respond in time, and the service stops.");
        }
    }

    /// <summary>Writes the pending values. Values that cannot be written are kept for the next attempt.</summary>
    private async Task Write(CancellationToken cancellationToken)
    {
        try
        {
            await usage.Write(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // An unhandled exception in a background service would stop the host.
            LogNotWritten(exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot write the last use of API keys: {Cause}")]
    private partial void LogNotWritten(string cause);
}
