using Microsoft.Extensions.Options;

namespace JobsService.Api.Hosting;

/// <summary>
/// The end of the service: first it is not ready any more and still answers, then it takes no connections and lets running
/// requests end, then it cuts them off.
/// </summary>
internal sealed class Shutdown(
    IOptions<ShutdownOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Shutdown> logger
) : IHostedLifecycleService
{
    /// <summary>Before anything of the service stops; the web server's turn, with its drain, comes after this.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var (unready, drain) = (options.Value.UnreadySeconds, options.Value.DrainSeconds);
        logger.Stopping(unready, drain);

        // A signal has done so already; whoever stops the host otherwise would only after this.
        lifetime.StopApplication();
        if (unready > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(unready), time, cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
