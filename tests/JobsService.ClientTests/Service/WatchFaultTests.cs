using System.Collections.Concurrent;
using JobsService.Client;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Jobs;

namespace JobsService.ClientTests.Service;

/// <summary>A copy of the jobs that a watch maintains, while connections, responses and the service fail at random.</summary>
[OnEveryEngine, CancelAfter(300_000)]
internal sealed class WatchFaultTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const int Faults = 100;
    private const int Restarts = 4;

    private readonly ConcurrentDictionary<(long Id, long Progress, string State), bool> _written = [];

    [TestCase(1, false)]
    [TestCase(2, true)]
    public async Task A_copy_equals_the_list_after_a_hundred_random_faults(
        int seed,
        bool unfinishedOnly,
        CancellationToken cancellationToken
    )
    {
        var key = await Start();
        await using var service = await ServiceForTests.Start(Database);
        var copy = new WatchedCopy(change => _written.ContainsKey(change));
        using var faults = new FaultyHandler(seed, copy.Wake);
        var watching = service.Client(
            key,
            options => (options.Transport, options.Time) = (faults, new DisturbedTime(() => faults.IsActive))
        );
        var query = new JobQuery { UnfinishedOnly = unfinishedOnly, Types = { JobType.Campaign } };
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var copying = copy.Keep(watching.WatchAsync(query, ended.Token));
        await copy.CaughtUp.WaitAsync(cancellationToken);

        faults.IsActive = true;
        await Disturb(service, faults, new Random(seed), copy, copying, cancellationToken);
        faults.IsActive = false;

        var expected = await service
            .Client(key)
            .GetJobsAsync(query, cancellationToken)
            .ToDictionaryAsync(job => job.Id, cancellationToken: cancellationToken);
        await copy.Becomes(expected, copying, cancellationToken);
        await ended.CancelAsync();
        Assert.That(() => copying, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(copy.Invented, Is.Empty);
    }

    private async Task<string> Start()
    {
        await Database.AddOrganizations(1, 2);
        var key = await Database.AddKey(1);
        var jobs = Enumerable.Range(1, 60).Select(id => JobBuilder.Job(id, organizationId: 1 + (id % 2))).ToArray();
        await Database.AddJobs(jobs);
        foreach (var job in jobs)
        {
            _written[(job.Id, 0, job.State)] = true;
        }

        return key;
    }

    /// <summary>Changes jobs until there were enough faults, and restarts the service from time to time.</summary>
    private async Task Disturb(
        ServiceForTests service,
        FaultyHandler faults,
        Random random,
        WatchedCopy copy,
        Task copying,
        CancellationToken cancellationToken
    )
    {
        var restarts = 0;
        for (var change = 1; faults.Faults < Faults; change++)
        {
            Assert.That(copying.IsCompleted, Is.False, () => $"The watch has ended: {copying.Exception}");
            cancellationToken.ThrowIfCancellationRequested();
            var next = copy.Changed;
            await Change(random, change);
            if (restarts < Restarts && faults.Faults > restarts * Faults / Restarts)
            {
                restarts++;
                await service.Restart();
            }

            // So that the jobs do not change much more often than the watch is disturbed.
            await Task.WhenAny(next, copying).WaitAsync(cancellationToken);
        }
    }

    private async Task Change(Random random, int number)
    {
        var id = random.Next(1, 80);
        string[] states = ["sending", "finished", "scheduled", "failed"];
        var state = states[random.Next(states.Length)];
        _written[(id, number, state)] = true;
        switch (random.Next(5))
        {
            case 0:
                await Database.Execute("DELETE FROM jobs WHERE id = @id", new { id });
                break;
            case 1 when (await Database.Query<long>("SELECT id FROM jobs WHERE id = @id", new { id })).Count == 0:
                var job = JobBuilder.Job(id, organizationId: 1 + (id % 2), state: state);
                await Database.AddJobs(job with { ProgressValue = number });
                break;
            case 2:
                // The job leaves the watch, or comes back.
                var type = random.Next(2) == 0 ? "Campaign" : "SubscriberImport";
                await Database.Execute(
                    "UPDATE jobs SET job_type = @type, state = @state, progress_value = @number WHERE id = @id",
                    new
                    {
                        id,
                        type,
                        state,
                        number,
                    }
                );
                break;
            default:
                await Database.Execute(
                    "UPDATE jobs SET state = @state, progress_value = @number WHERE id = @id",
                    new
                    {
                        id,
                        state,
                        number,
                    }
                );
                break;
        }
    }
}
