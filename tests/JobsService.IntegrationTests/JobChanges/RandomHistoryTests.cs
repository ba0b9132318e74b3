using Dapper;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.JobChanges;

/// <summary>
/// Five hundred organizations, each with a random history that two clients follow: writers insert, update and delete jobs, several in a
/// transaction, and roll
/// back; clients follow by changes and by events, disconnect, change the replica, and read slowly, while the replicas restart. In the
/// end, every copy equals the list.
/// </summary>
[OnEveryEngine]
internal sealed class RandomHistoryTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const int Organizations = 500;
    private const int Transactions = 3000;
    private const int TransactionsOfStep = 20;
    private const int Writers = 4;
    private const int Followers = 3;
    private const int Restarts = 3;

    // The last change in each organization, so that a client knows when it has all.
    private const string End = "end";

    private static readonly string[] Filters =
    [
        "",
        "",
        "state=failed,idle",
        "paused=true",
        "name_contains=1",
        "id=1,2,3,4",
    ];

    private readonly RunningService?[] _replicas = new RunningService?[2];
    private readonly TaskCompletionSource _writersEnded = new();
    private readonly TaskCompletionSource _written = new();
    private TaskCompletionSource _step = NewStep();
    private int _transactions;
    private string _key = "";

    [TearDown]
    public async Task StopReplicas()
    {
        foreach (var replica in _replicas)
        {
            await (replica?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    [Test]
    public async Task Every_copy_that_follows_the_changes_of_a_random_history_equals_the_list()
    {
        var seed = Random.Shared.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        await Database.AddOrganizations([.. Enumerable.Range(1, Organizations).Select(id => (long)id)]);
        _key = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        Database.Settings["Events:StreamsPerKey"] = "0";
        Database.Settings["RateLimiting:RequestsPerSecondPerKey"] = "0";
        Database.Settings["RateLimiting:ConcurrentRequestsPerOrganization"] = "0";
        Database.Settings["RateLimiting:QueuedRequests"] = "10000";
        await Restart(0);
        await Restart(1);

        var copies = Enumerable.Range(1, Organizations).Select(id => Copies(id, new Random(seed + id))).ToArray();
        var followers = Enumerable
            .Range(0, Followers)
            .Select(number => FollowSome(copies, number, new Random(seed - number)));
        var watchers = copies.Select(
            (copy, index) => Watch(copy.ByEvents, new Random(seed + (2 * Organizations) + index))
        );
        Task[] clients = [.. followers, .. watchers];
        var restarts = RestartSome();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(number => Write(new Random(~seed - number))));
        _writersEnded.SetResult();
        await restarts;
        await Database.Execute(
            $"INSERT INTO jobs (organization_id, job_type, name, state, paused) SELECT id, '{End}', '{End} 1', 'idle', 1 FROM organizations"
        );
        _written.SetResult();
        await Task.WhenAll(clients);

        foreach (var (byChanges, byEvents) in copies)
        {
            var list = await byChanges.List(_replicas[0]!.Client);
            Assert.That(byChanges.Jobs, Is.EqualTo(list));
            Assert.That(byEvents.Jobs, Is.EqualTo(await byEvents.List(_replicas[1]!.Client)));
        }
    }

    private (JobCopy ByChanges, JobCopy ByEvents) Copies(long organization, Random random) =>
        (
            new JobCopy(organization, _key, Filters[random.Next(Filters.Length)]),
            new JobCopy(organization, _key, Filters[random.Next(Filters.Length - 1)])
        );

    private async Task FollowSome((JobCopy ByChanges, JobCopy)[] copies, int number, Random random)
    {
        var mine = copies.Where((_, index) => index % Followers == number).Select(copy => copy.ByChanges).ToArray();
        while (!_written.Task.IsCompleted)
        {
            await Try(() => mine[random.Next(mine.Length)].Follow(AnyClient(random), $"limit={random.Next(1, 5)}"));
        }

        foreach (var copy in mine)
        {
            while (await Try(() => copy.Follow(AnyClient(random), "limit=3")) ?? true) { }
        }
    }

    private async Task Watch(JobCopy copy, Random random)
    {
        while (!HasEnd(copy))
        {
            await Try(async () =>
            {
                await copy.Watch(AnyClient(random), _ => ReadSlowlyOrLeave(copy, random));
                return true;
            });
        }
    }

    private async Task<bool> ReadSlowlyOrLeave(JobCopy copy, Random random)
    {
        if (random.Next(20) == 0)
        {
            await NextTransactions(random.Next(100));
        }

        return HasEnd(copy) || (!_written.Task.IsCompleted && random.Next(10) == 0);
    }

    private static bool HasEnd(JobCopy copy) =>
        copy.Jobs.Values.Any(job => job.Contains($"\"{End}\"", StringComparison.Ordinal));

    /// <summary>Waits until some more transactions have ended: a client that does not read.</summary>
    private async Task NextTransactions(int count)
    {
        for (var steps = count / TransactionsOfStep; steps > 0 && !_writersEnded.Task.IsCompleted; steps--)
        {
            await Task.WhenAny(_step.Task, _writersEnded.Task);
        }
    }

    private async Task RestartSome()
    {
        for (var number = 0; number < Restarts; number++)
        {
            await NextTransactions(Transactions / (Restarts + 1));
            await Restart(number % _replicas.Length);
        }
    }

    private async Task Restart(int replica)
    {
        var old = _replicas[replica];
        _replicas[replica] = await RunningService.Start(Database);
        if (old is not null)
        {
            await old.Stop();
            await old.DisposeAsync();
        }
    }

    private HttpClient AnyClient(Random random) => _replicas[random.Next(_replicas.Length)]!.Client;

    private static async Task<bool?> Try(Func<Task<bool>> request)
    {
        try
        {
            return await request();
        }
        catch (Exception exception)
            when (exception
                    is HttpRequestException
                        or IOException
                        or OperationCanceledException
                        or ObjectDisposedException
            )
        {
            // The replica restarts.
            return null;
        }
    }

    private async Task Write(Random random)
    {
        await using var connection = await Database.Open();
        while (Interlocked.Increment(ref _transactions) is var number and <= Transactions)
        {
            if (number % TransactionsOfStep == 0)
            {
                Interlocked.Exchange(ref _step, NewStep()).SetResult();
            }

            await using var transaction = await connection.BeginTransactionAsync();
            for (var count = random.Next(1, 5); count > 0; count--)
            {
                await connection.ExecuteAsync(Statement(random), transaction: transaction);
            }

            await (random.Next(5) == 0 ? transaction.RollbackAsync() : transaction.CommitAsync());
        }
    }

    private static TaskCompletionSource NewStep() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string Statement(Random random)
    {
        var organization = random.Next(Organizations) + 1;
        string[] states = ["idle", "failed", "sending"];
        var state = states[random.Next(states.Length)];
        return random.Next(6) switch
        {
            0 or 1 =>
                $"INSERT INTO jobs (organization_id, job_type, name, state, paused) VALUES ({organization}, 'x', 'Job {random.Next(20)}', '{state}', {random.Next(2)})",
            2 => $"DELETE FROM jobs WHERE organization_id = {organization} AND progress_value > {random.Next(3)}",
            3 => $"UPDATE jobs SET state = '{state}' WHERE organization_id = {organization}",
            _ =>
                $"UPDATE jobs SET progress_value = progress_value + 1, paused = {random.Next(2)} WHERE organization_id = {organization}",
        };
    }
}
