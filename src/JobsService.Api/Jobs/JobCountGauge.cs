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
/// Counts all jobs by state and type every so often, where the operator asks for it, and shows the last counts as a gauge:
/// however often it is scraped, the database is asked no more often.
/// </summary>
internal sealed partial class JobCountGauge : BackgroundService
{
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

        // Elsewhere than in the start, which waits for what is done before the first await.
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
                // Whatever it is: a background service that throws would end the whole service. And old counts would look like
                // new ones.
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
        var request = new CountJobs { Organizations = OrganizationSelection.Every };
        var counts = await services.GetRequiredService<IMediator>().Send(request, cancellationToken);
        return
        [
            .. counts.Select(count => new Measurement<long>(
                count.Jobs,
                new KeyValuePair<string, object?>("state", count.State),
                new KeyValuePair<string, object?>("job_type", count.JobType)
            )),
        ];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs are not counted now: {Cause}")]
    private partial void LogNotCounted(string cause);
}
