using System.IO.Pipelines;
using JobsService.Api.Responses;
using JobsService.Api.Telemetry;
using JobsService.UnitTests.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.Responses;

/// <summary>When the client of a list is disconnected because it reads nothing.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SlowClientMonitorTests
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Stalled = TimeSpan.FromSeconds(30);

    private readonly CapturedTimer _time = new();
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 10, resumeWriterThreshold: 5));
    private readonly StreamProgress _progress = new();
    private readonly FakeRequestLifetime _connection = new();

    [Test]
    public async Task A_timer_that_runs_late_does_not_disconnect_a_client_that_has_read_since()
    {
        await using var client = Monitor();

        // Twice, the client reads after the timer has fired, and before it runs.
        await WaitAndRead(client);
        var wait = Begin(client);
        _time.Advance(Slow);
        _time.Run();
        _time.Run();

        Assert.That(_connection.IsAborted, Is.False);
        Assert.That(wait.IsCompleted, Is.False);
    }

    [Test]
    public async Task A_client_that_reads_nothing_for_the_time_is_disconnected()
    {
        await using var client = Monitor();
        _ = Begin(client);
        _time.Advance(Slow);
        _time.Run();

        _time.Advance(Stalled);
        _time.Run();

        Assert.That(_connection.IsAborted, Is.True);
        Assert.That(_progress.Ending, Is.EqualTo(StreamOutcome.ClientStalled));
    }

    [Test]
    public async Task A_timer_that_fires_early_is_started_again()
    {
        await using var client = Monitor();
        _ = Begin(client);
        _time.Advance(Slow);
        _time.Run();

        // The client has waited for longer than this by the slow time, which was counted before.
        _time.Advance(Stalled - Slow - TimeSpan.FromMilliseconds(1));
        _time.Run();
        var isAbortedEarly = _connection.IsAborted;
        _time.Advance(_time.Due);
        _time.Run();

        Assert.That((isAbortedEarly, _connection.IsAborted), Is.EqualTo((false, true)));
    }

    private SlowClientMonitor Monitor()
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton(Options.Create(new StreamOptions { StalledReaderSeconds = (int)Stalled.TotalSeconds }));
        var context = new DefaultHttpContext { RequestServices = services.BuildServiceProvider() };
        context.Features.Set<IHttpRequestLifetimeFeature>(_connection);
        return new SlowClientMonitor(context, _progress, new IgnoredStream());
    }

    private async Task WaitAndRead(SlowClientMonitor client)
    {
        var wait = Begin(client);
        _time.Advance(Slow);
        var read = await _pipe.Reader.ReadAsync();
        _pipe.Reader.AdvanceTo(read.Buffer.End);
        await wait;
    }

    /// <summary>Writes more than the client takes.</summary>
    private async Task Begin(SlowClientMonitor client)
    {
        _pipe.Writer.GetSpan(20);
        _pipe.Writer.Advance(20);
        await client.Flush(_pipe.Writer);
    }

    private sealed class IgnoredStream : IStreamingRequest
    {
        public void BecomeStream(StreamProgress progress) { }
    }

    /// <summary>A clock whose timer runs when the test says so, as on a machine whose threads are busy.</summary>
    private sealed class CapturedTimer : FakeTimeProvider
    {
        private Action _callback = () => { };

        public void Run() => _callback();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _callback = () => callback(state);
            return new Recorded(this);
        }

        /// <summary>The time after which the timer was last set to fire.</summary>
        public TimeSpan Due { get; private set; }

        private sealed class Recorded(CapturedTimer time) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                time.Due = dueTime;
                return true;
            }

            public void Dispose() { }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
