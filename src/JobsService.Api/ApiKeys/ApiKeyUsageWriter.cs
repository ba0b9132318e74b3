using JobsService.Api.Startup;
using JobsService.Application.Authentication;

namespace JobsService.Api.ApiKeys;

/// <summary>Writes when keys were last used: every minute, beside the requests, and once more when the service stops.</summary>
internal sealed partial class ApiKeyUsageWriter(
    IApiKeyUsage usage,
    TimeProvider time,
    ILogger<ApiKeyUsageWriter> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(5);

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
            // What is noted is written by the stop.
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // Its own time: the host's is over when lists had to be cut off.
        using var inTime = new CancellationTokenSource(LastWrite, time);
        try
        {
            await Write(inTime.Token);
        }
        catch (OperationCanceledException)
        {
            LogNotWritten("the database does not answer, and the service ends.");
        }
    }

    /// <summary>What cannot be written now is written next time; it harms nobody's request.</summary>
    private async Task Write(CancellationToken cancellationToken)
    {
        try
        {
            await usage.Write(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever it is: a background service that throws would end the whole service.
            LogNotWritten(exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "When keys were last used is not written yet: {Cause}")]
    private partial void LogNotWritten(string cause);
}
