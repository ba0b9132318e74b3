using System.Net;
using JobsService.Application.Availability;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Seeding;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using JobsService.IntegrationTests.SqlServer.Fake;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Faults;

/// <summary>A SQL Server that stops responding in a step of a change. The tests use a fake server, which ignores cancellations as well.</summary>
[CancelAfter(300_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class SqlServerChangeFaultTests : IAsyncDisposable
{
    private readonly TaskCompletionSource _isHanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FakeSqlServer _server = new() { OnStatement = Answer };

    /// <summary>A step of a change.</summary>
    public enum Step
    {
        Begin,
        Statement,
        Commit,
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Test]
    public async Task A_change_ends_when_its_client_leaves_a_server_that_hangs(
        [Values] Step step,
        CancellationToken cancellationToken
    )
    {
        // Longer than the test, so that only the client can end the change.
        await using var database = DatabaseWith("Connect Timeout=3600;Command Timeout=3600");
        using var client = new CancellationTokenSource();
        Hang(step);

        var change = Task.Run(() => Change(database, client.Token), CancellationToken.None);
        await _isHanging.Task.WaitAsync(cancellationToken);
        await client.CancelAsync();

        Assert.That(
            async () => await change.WaitAsync(cancellationToken),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(cancellationToken.IsCancellationRequested, Is.False, "The change did not end.");
    }

    [Test]
    public async Task A_change_is_answered_with_503_before_the_driver_gives_up([Values] Step step)
    {
        // The driver begins and commits with the connect timeout.
        await using var database = DatabaseWith("Connect Timeout=3600;Command Timeout=1");
        await using var service = await RunningService.Start(database);
        Hang(step);

        using var response = await AddKey(service);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(
            service.Log.Lines,
            Has.Exactly(1).Contains("Database unavailable").And.Contains("does not answer in time")
        );
    }

    [Test]
    public async Task The_connection_of_an_abandoned_change_is_released(
        [Values] Step step,
        CancellationToken cancellationToken
    )
    {
        await using var database = DatabaseWith("Connect Timeout=1;Command Timeout=1;Max Pool Size=1");
        Hang(step);
        Assert.That(
            async () => await Change(database, cancellationToken),
            Throws.InstanceOf<DatabaseUnavailableException>()
        );

        Recover();
        var isReleased = false;
        while (!isReleased)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await Change(database, cancellationToken);
                isReleased = true;
            }
            catch (DatabaseUnavailableException)
            {
                // The driver has not ended the abandoned step yet.
            }
        }

        Assert.That(_server.Logins, Has.Count.GreaterThan(1), "The connection that hung is not used again.");
    }

    [Test]
    public async Task A_rejected_change_is_rolled_back_before_the_next_one_begins()
    {
        await using var database = DatabaseWith("Max Pool Size=1");
        List<TdsTransaction> requests = [];
        _server.OnTransaction = request =>
        {
            requests.Add(request);
            return TdsReply.Empty;
        };

        Assert.That(
            async () =>
                await Executor(database)
                    .InTransaction<bool>(
                        _ => throw new InvalidOperationException("The rule of a test."),
                        CancellationToken.None
                    ),
            Throws.InvalidOperationException
        );
        await Change(database, CancellationToken.None);

        Assert.That(
            requests,
            Is.EqualTo(
                new[] { TdsTransaction.Begin, TdsTransaction.Rollback, TdsTransaction.Begin, TdsTransaction.Commit }
            )
        );
    }

    [TestCase(229, 14, "denies a permission")]
    [TestCase(1934, 16, "cannot be written")]
    [TestCase(3906, 16, "cannot be written")]
    [TestCase(51000, 16, "has a trigger that refuses the change")]
    public async Task A_change_that_an_administrator_prevents_is_answered_with_503(
        int number,
        byte severity,
        string cause
    )
    {
        await using var database = DatabaseWith("");
        await using var service = await RunningService.Start(database);
        RefuseInserts(number, severity);

        using var response = await AddKey(service);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(service.Log.Lines, Has.Exactly(1).Contains("Database unavailable").And.Contains(cause));
    }

    [TestCase(2627, 14)]
    [TestCase(547, 16)]
    public async Task A_change_that_violates_a_constraint_is_answered_with_500(int number, byte severity)
    {
        await using var database = DatabaseWith("");
        await using var service = await RunningService.Start(database);
        RefuseInserts(number, severity);

        using var response = await AddKey(service);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
    }

    private static Task<HttpResponseMessage> AddKey(RunningService service) =>
        service.Send(HttpMethod.Post, Routes.ApiKeys, FakeJobsDatabase.Key, """{"api_key":{"name":"a name"}}""");

    private void RefuseInserts(int number, byte severity) =>
        _server.OnStatement = statement =>
            statement.Sql.StartsWith("INSERT INTO api_keys", StringComparison.Ordinal)
                ? TdsReply.Failure(number, severity, "Refused by a test.")
                : Answer(statement);

    private static Task<long> Change(TestDatabase database, CancellationToken cancellationToken) =>
        Executor(database)
            .InTransaction(
                transaction => transaction.Scalar<long>(SeedingStatements.AnyJob, values: null, cancellationToken),
                cancellationToken
            );

    private static StatementExecutor Executor(TestDatabase database) =>
        database.Services.GetRequiredService<StatementExecutor>();

    private static TdsReply Answer(TdsStatement statement) =>
        FakeJobsDatabase.IsAbout(statement.Sql, "organizations")
            ? TdsReply.Table([TdsColumn.BigInt("count")], [1L])
            : FakeJobsDatabase.Answer(statement);

    private void Hang(Step step)
    {
        _server.IsDeaf = true;
        switch (step)
        {
            case Step.Begin:
                _server.OnTransaction = request => HangIf(request == TdsTransaction.Begin, TdsReply.Empty);
                break;
            case Step.Statement:
                _server.OnStatement = statement =>
                    HangIf(
                        statement.Sql.StartsWith("INSERT INTO api_keys", StringComparison.Ordinal)
                            || statement.Sql == SeedingStatements.AnyJob.Text,
                        Answer(statement)
                    );
                break;
            case Step.Commit:
                _server.OnTransaction = request => HangIf(request == TdsTransaction.Commit, TdsReply.Empty);
                break;
        }
    }

    private void Recover()
    {
        _server.IsDeaf = false;
        _server.OnTransaction = _ => TdsReply.Empty;
        _server.OnStatement = Answer;
    }

    private TdsReply HangIf(bool hangs, TdsReply otherwise)
    {
        if (hangs)
        {
            _isHanging.TrySetResult();
            return TdsReply.Silence;
        }

        return otherwise;
    }

    private TestDatabase DatabaseWith(string keywords) => TestDatabase.At($"{_server.ConnectionString};{keywords}");
}
