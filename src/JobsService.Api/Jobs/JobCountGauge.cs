using System.Diagnostics.Metrics;
using JobsService.Api.Authentication;
using JobsService.Api.Startup;
using JobsService.Api.Telemetry;
using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using MediatR;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Jobs;

/// <summary>
/// Counts all jobs by state and type at the interval <see cref="TelemetryOptions.JobCountSeconds"/>, if it is set, and reports
/// the last counts as a gauge, at most the <see cref="MaxSeries"/> largest. The number of scrapes does not affect the load on the
/// database.
/// </summary>
internal sealed partial class JobCountGauge : BackgroundService
{
    // Other programs write the states, and their number is not limited.
    private const int MaxSeries = 100;

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly ILogger<JobCountGauge> _logger;
    private readonly TimeSpan? _interval;

    private volatile Measurement<long>[] _counts = [];

    public JobCountGauge(
        IServiceScopeFactory scopes,
        IMeterFactory meters,
        IOptions<TelemetryOptions> options,
        TimeProvider time,
        ILogger<JobCountGauge> logger
    )
    {
        (_scopes, _time, _logger) = (scopes, time, logger);
        if (options.Value.JobCountSeconds is > 0 and var seconds)
        {
            _interval = TimeSpan.FromSeconds(seconds);
            meters
                .Create(ScopeMetrics.MeterName)
                .CreateObservableGauge("jobsservice.jobs", () => _counts, "{job}", "Jobs, by state and type.");
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_interval is not { } interval)
        {
            return;
        }

        // The host waits for the code before the first await, which would delay the startup.
        await Task.Yield();
        using var timer = new PeriodicTimer(interval, _time);
        do
        {
            try
            {
                _counts = await Count(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // An unhandled exception in a background service would stop the host. The gauge reports nothing, because old
                // counts would look current.
                _counts = [];
                LogNotCounted(exception.Message);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<Measurement<long>[]> Count(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<RequestCaller>().Caller = Caller.Operator;
        var request = new GetJobStatistics { Organizations = OrganizationSelection.Every };
        var statistics = await services.GetRequiredService<IMediator>().Send(request, cancellationToken);
        return
        [
            .. statistics
                .Counts.Take(MaxSeries)
                .Select(count => new Measurement<long>(
                    count.Jobs,
                    new KeyValuePair<string, object?>("state", count.State),
                    new KeyValuePair<string, object?>("job_type", count.JobType)
                )),
        ];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot count jobs: {Cause}")]
    private partial void LogNotCounted(string cause);
}
