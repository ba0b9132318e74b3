using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using JobsService.Api.Cli;
using JobsService.Application.ApiKeys;
using JobsService.Application.Availability;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.IntegrationTests.Cli;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using JobsService.IntegrationTests.SqlServer.Fake;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using static JobsService.IntegrationTests.SqlServer.Fake.FakeJobsDatabase;

namespace JobsService.IntegrationTests.Faults;

/// <summary>SQL Server is unavailable or fails, and recovers. The tests use a fake server.</summary>
[CancelAfter(300_000)]
internal sealed class SqlServerFaultTests
{
    private FakeSqlServer _server = null!;
    private TestDatabase _database = null!;

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Case("login_refused", s => s.OnLogin = _ => Failure(18456, 14), "refuses the log-in");
        yield return Case("database_missing", s => s.OnLogin = _ => Failure(4060, 11), "does not exist");
        yield return Case("server_paused", s => s.OnLogin = _ => Failure(17142, 14), "is not open");
        yield return Case("closed_at_accept", s => s.OnAccept = _ => TdsDoor.ClosedAtAccept, "cannot be reached");
        yield return Case("closed_in_the_handshake", s => s.OnAccept = _ => TdsDoor.ClosedAfterPrelogin, "be reached");
        yield return Case("closed_at_login", s => s.OnLogin = _ => TdsReply.Cut, "cannot be reached");
        yield return Case("no_reply_at_login", s => s.OnLogin = _ => TdsReply.Silence, "in time");
        yield return Case("closed_in_a_query", s => s.OnStatement = _ => TdsReply.Cut, "cannot be reached");
        yield return Case("no_reply_in_a_query", s => s.OnStatement = _ => TdsReply.Silence, "does not answer in time");
        yield return Case("no_reply_to_a_query_or_its_cancellation", StopReplying, "does not answer in time");
        yield return Case("not_migrated", s => s.OnStatement = _ => Failure(208, 16), "is not migrated");
        yield return Case("permission_denied", s => s.OnStatement = _ => Failure(229, 14), "denies a permission");
        yield return Case("security_error", s => s.OnStatement = _ => Failure(300, 14), "denies a permission");
        yield return Case("single_user", s => s.OnLogin = _ => Failure(924, 14), "is not open");
        yield return Case(
            "firewall",
            s => s.OnLogin = _ => Failure(40615, 14),
            "refuses connections from this address"
        );
        yield return Case(
            "unknown_login_error",
            s => s.OnLogin = _ => Failure(33147, 16),
            "gives no connection: Error"
        );
        yield return Case("deadlocked", s => s.OnStatement = _ => Failure(1205, 13), "is too busy");
        yield return Case("secondary_busy", s => s.OnLogin = _ => Failure(4221, 14), "is busy");
        yield return Case("out_of_memory", s => s.OnStatement = _ => Failure(701, 17), "cannot be reached");

        static TestCaseData Case(string name, Action<FakeSqlServer> fault, string cause) =>
            new TestCaseData(fault, cause).SetArgDisplayNames(name);
    }

    private static IEnumerable<TestCaseData> TransientFaults()
    {
        yield return Case("closed_at_accept", s => s.OnAccept = Once(TdsDoor.ClosedAtAccept, TdsDoor.Open));
        yield return Case("closed_at_login", s => s.OnLogin = _ => s.Logins.Count > 1 ? TdsReply.Empty : TdsReply.Cut);
        yield return Case(
            "busy_at_login",
            s => s.OnLogin = _ => s.Logins.Count > 1 ? TdsReply.Empty : Failure(40613, 20)
        );
        yield return Case("closed_before_the_first_row", s => ReplaceFirstList(s, TdsReply.Cut));
        yield return Case("closed_after_the_columns", s => ReplaceFirstList(s, ListOf(0) with { End = TdsEnd.Close }));
        yield return Case("deadlocked", s => ReplaceFirstList(s, Failure(1205, 13)));
        yield return Case(
            "deadlocked_after_the_columns",
            s => ReplaceFirstList(s, ListOf(0) with { Error = Deadlock })
        );

        static TestCaseData Case(string name, Action<FakeSqlServer> fault) =>
            new TestCaseData(fault).SetArgDisplayNames(name);
    }

    private static TdsError Deadlock => new(1205, 13, "Deadlocked.");

    [SetUp]
    public void StartServer()
    {
        _server = new FakeSqlServer { OnStatement = Answer };
        _database = DatabaseAt($"tcp:127.0.0.1,{_server.Port}");
    }

    [TearDown]
    public async Task StopServer()
    {
        await _database.DisposeAsync();
        await _server.DisposeAsync();
    }

    [TestCaseSource(nameof(Faults))]
    public async Task A_database_fault_is_answered_with_503_until_it_ends(Action<FakeSqlServer> fault, string cause)
    {
        await using var service = await RunningService.Start(_database);
        fault(_server);
        _server.DropConnections();

        using var during = await service.Get(Routes.All, Key);
        var lines = service.Log.Lines.Where(line => line.Contains("Database unavailable", StringComparison.Ordinal));
        RestoreServer();
        using var after = await service.Get(Routes.All, Key);

        using (Assert.EnterMultipleScope())
        {
            await AssertUnavailable(during);
            Assert.That(lines.ToArray(), Has.Length.EqualTo(1).And.All.Contains(cause).And.All.Not.Contains('\n'));
            Assert.That(service.Log.Lines, Has.None.Contains(FakeSqlServer.Password));
            Assert.That((await Envelope.Of(after)).Ids, Is.EqualTo(new[] { 1, 2, 3 }));
        }
    }

    [TestCaseSource(nameof(TransientFaults))]
    public async Task A_transient_fault_before_the_first_row_is_retried_and_not_seen_by_the_client(
        Action<FakeSqlServer> fault
    )
    {
        await using var service = await RunningService.Start(_database);
        _server.DropConnections();
        _server.Logins.Clear();
        fault(_server);

        using var response = await service.Get(Routes.All, Key);

        Assert.That((await Envelope.Of(response)).Ids, Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task Broken_pooled_connections_are_replaced_without_client_errors()
    {
        await using var service = await RunningService.Start(_database);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Get(Routes.All, Key)));
        _server.DropConnections();

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Get(Routes.All, Key)));

        Assert.That(
            responses.Select(response => response.StatusCode),
            Is.All.EqualTo(HttpStatusCode.OK),
            string.Join('\n', service.Log.Lines)
        );
    }

    [Test]
    public async Task A_persistent_fault_is_tried_three_times()
    {
        await using var service = await RunningService.Start(_database);
        _server.Statements.Clear();
        _server.OnStatement = _ => Failure(1205, 13);

        using var response = await service.Get(Routes.All, Key);

        await AssertUnavailable(response);
        Assert.That(_server.Statements, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task The_start_of_a_transaction_is_retried_but_its_statements_are_not()
    {
        await CreateKey();
        _server.DropConnections();
        await CreateKey();
        _server.Statements.Clear();
        _server.OnStatement = statement =>
            statement.Sql.StartsWith("INSERT", StringComparison.Ordinal) ? Failure(1205, 13) : Answer(statement);

        Assert.That(CreateKey, Throws.InstanceOf<DatabaseUnavailableException>());

        var inserts = _server.Statements.Where(statement =>
            statement.Sql.StartsWith("INSERT", StringComparison.Ordinal)
        );
        Assert.That(inserts.ToArray(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Migrating_an_unreachable_server_reports_the_error_in_one_line()
    {
        _server.OnAccept = _ => TdsDoor.ClosedAtAccept;

        var outcome = await JobsProgram.Run(_database, ["migrate"]);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.DatabaseUnavailable));
        Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("cannot be reached"));
        Assert.That(outcome.Error, Does.Not.Contain(FakeSqlServer.Password));
    }

    [TestCase(TdsEnd.Close)]
    [TestCase(TdsEnd.Reset)]
    public async Task A_connection_lost_between_rows_aborts_the_list(TdsEnd end)
    {
        await AssertAborts(ListOf(300) with { End = end }, "cannot be reached");
    }

    [Test]
    public async Task An_error_between_rows_aborts_the_list_and_is_not_retried()
    {
        await AssertAborts(ListOf(300) with { Error = Deadlock }, "is too busy");
        Assert.That(ListQueries(_server.Statements), Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_server_that_stops_sending_between_rows_aborts_the_list()
    {
        await AssertAborts(ListOf(300) with { End = TdsEnd.Silence }, "does not answer in time");
    }

    [Test]
    public async Task The_service_recovers_without_a_restart_when_the_server_restarts()
    {
        await using var service = await RunningService.Start(_database);
        using var before = await service.Get(Routes.All, Key);
        await _server.Stop();
        _server.DropConnections();
        using var during = await service.Get(Routes.All, Key);
        _server.Start();
        using var after = await service.Get(Routes.All, Key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            await AssertUnavailable(during);
            Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [TestCase("tcp:no-such-host.invalid,1433", "the name of its server is not known")]
    [TestCase("tcp:127.0.0.1,1", "cannot be reached")]
    public async Task An_unreachable_server_is_answered_with_503(string server, string cause)
    {
        await using var database = DatabaseAt(server);
        await using var service = await RunningService.Start(database);

        using var response = await service.Get(Routes.All, Key);

        using (Assert.EnterMultipleScope())
        {
            await AssertUnavailable(response);
            Assert.That(
                service.Log.Lines,
                Has.Exactly(1)
                    .Matches<string>(line =>
                        line.Contains("Database unavailable", StringComparison.Ordinal)
                        && (
                            line.Contains(cause, StringComparison.Ordinal)
                            || line.Contains("gives no connection in time", StringComparison.Ordinal)
                        )
                    )
            );
            Assert.That(service.Log.Lines, Has.None.Contains(FakeSqlServer.Password));
        }
    }

    [Test]
    public async Task Concurrent_requests_to_an_unresponsive_server_all_get_503()
    {
        using var silent = new TcpListener(IPAddress.Loopback, port: 0);
        silent.Start();
        await using var database = DatabaseAt($"tcp:127.0.0.1,{((IPEndPoint)silent.LocalEndpoint).Port}");
        await using var service = await RunningService.Start(database);

        var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => service.Get(Routes.All, Key)));
        using var afterwards = await service.Get("/unknown");

        Assert.That(
            responses.Select(response => response.StatusCode),
            Is.All.EqualTo(HttpStatusCode.ServiceUnavailable)
        );
        Assert.That(afterwards.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "The service still responds.");
    }

    private Task<IssuedApiKey> CreateKey() =>
        _database
            .Services.GetRequiredService<IMediator>()
            .Send(
                new CreateApiKey(ApiKeyRole.OrganizationAdmin, "a name")
                {
                    Organizations = OrganizationSelection.One(7),
                    OrganizationName = "Seven",
                }
            );

    private async Task AssertAborts(TdsReply list, string cause)
    {
        await using var service = await RunningService.Start(_database);
        _server.OnStatement = statement => IsAbout(statement.Sql, "jobs") ? list : Answer(statement);

        using var response = await service.Get(Routes.All, Key, HttpCompletionOption.ResponseHeadersRead);
        Assert.That(
            async () => await response.Content.ReadAsByteArrayAsync(),
            Throws.InstanceOf<HttpRequestException>().Or.InstanceOf<IOException>()
        );
        RestoreServer();
        using var after = await service.Get(Routes.All, Key);
        await service.Stop();

        var lines = service.Log.Lines.Where(line => line.Contains("broke off;", StringComparison.Ordinal)).ToArray();
        Assert.That(lines, Has.Length.EqualTo(1).And.All.Contains(cause).And.All.Not.Contains('\n'));
        Assert.That(service.Log.Lines, Has.Exactly(1).StartsWith("Error HTTP").And.Contains("200 (broke off)"));
        Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static void StopReplying(FakeSqlServer server)
    {
        server.IsDeaf = true;
        server.OnStatement = _ => TdsReply.Silence;
    }

    private void RestoreServer()
    {
        _server.IsDeaf = false;
        _server.OnAccept = _ => TdsDoor.Open;
        _server.OnLogin = _ => TdsReply.Empty;
        _server.OnStatement = Answer;
        _server.Statements.Clear();
    }

    private static async Task AssertUnavailable(HttpResponseMessage response)
    {
        var answer = await Envelope.Of(response);
        Assert.That(
            (answer.Status, answer.ErrorCode),
            Is.EqualTo((HttpStatusCode.ServiceUnavailable, "internal_error"))
        );
        Assert.That(response.Headers.RetryAfter, Is.Not.Null);
    }

    private static TdsReply Failure(int number, byte severity) =>
        TdsReply.Failure(number, severity, $"Error {number}.\nIts second line.");

    private static IEnumerable<TdsStatement> ListQueries(ConcurrentQueue<TdsStatement> statements) =>
        statements.Where(statement => IsAbout(statement.Sql, "jobs"));

    /// <summary>Replaces the reply to the first list query.</summary>
    private static void ReplaceFirstList(FakeSqlServer server, TdsReply reply)
    {
        server.Statements.Clear();
        server.OnStatement = statement =>
            ListQueries(server.Statements).SequenceEqual([statement]) ? reply : Answer(statement);
    }

    private static Func<int, TdsDoor> Once(TdsDoor first, TdsDoor later)
    {
        var isFirst = 1;
        return _ => Interlocked.Exchange(ref isFirst, 0) == 1 ? first : later;
    }

    private static TestDatabase DatabaseAt(string server) =>
        TestDatabase.At(
            $"Server={server};Database=jobs;User Id=jobs;Password={FakeSqlServer.Password};Encrypt=False;"
                + "Connect Timeout=2;Command Timeout=1"
        );
}
