using System.Collections.Concurrent;
using JobsService.Client;

namespace JobsService.ClientTests.Service;

/// <summary>A copy of jobs to which the changes of a watch are applied.</summary>
/// <param name="exists">Whether a job has ever had this id, progress and state.</param>
internal sealed class WatchedCopy(Func<(long Id, long Progress, string State), bool> exists)
{
    private readonly Dictionary<long, Job> _jobs = [];
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _invented = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the copy has every job that existed at the beginning.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>The changes that have not happened.</summary>
    public IEnumerable<string> Invented => _invented;

    /// <summary>Completes with the next change, or the next call of <see cref="Wake"/>.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
            {
                return _changed.Task;
            }
        }
    }

    /// <summary>Applies changes until they end.</summary>
    public async Task Keep(IAsyncEnumerable<JobChange> changes)
    {
        await foreach (var change in changes)
        {
            lock (_lock)
            {
                Apply(change);
            }

            Wake();
        }
    }

    /// <summary>Completes <see cref="Changed"/>.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until the copy has exactly these jobs.</summary>
    public async Task Becomes(Dictionary<long, Job> expected, Task copying, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_jobs.Count == expected.Count && _jobs.All(job => expected.GetValueOrDefault(job.Key) == job.Value))
                {
                    return;
                }

                changed = _changed.Task;
            }

            try
            {
                await await Task.WhenAny(changed, copying).WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                lock (_lock)
                {
                    Assert.That(_jobs, Is.EquivalentTo(expected));
                }
            }
        }
    }

    private void Apply(JobChange change)
    {
        switch (change)
        {
            case { Kind: JobChangeKind.CaughtUp }:
                _caughtUp.TrySetResult();
                break;
            case { Kind: JobChangeKind.Updated, Job: { } job }:
                var isNew = !_jobs.TryGetValue(job.Id, out var last) || last != job;
                _jobs[job.Id] = job;
                if (!isNew || !exists((job.Id, job.ProgressValue, job.State.ToString())))
                {
                    _invented.Enqueue($"{job}");
                }

                break;
            default:
                if (!_jobs.Remove(change.JobId))
                {
                    _invented.Enqueue($"{change.Kind} {change.JobId}");
                }

                break;
        }
    }
}
