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

/// <summary>SQL Server is not there, or fails, and comes back. Needs none.</summary>
[CancelAfter(300_000)]
[Parallelizable]
internal sealed class SqlServerFaultTests
{
    private FakeSqlServer _server = null!;
    private TestDatabase _database = null!;

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Case("log_in_refused", s => s.OnLogin = _ => Failure(18456, 14), "refuses the log-in");
        yield return Case("database_missing", s => s.OnLogin = _ => Failure(4060, 11), "does not exist");
        yield return Case("server_paused", s => s.OnLogin = _ => Failure(17142, 14), "is not open");
        yield return Case("cut_at_once", s => s.OnAccept = _ => TdsDoor.ClosedAtAccept, "cannot be reached");
        yield return Case("cut_in_the_handshake", s => s.OnAccept = _ => TdsDoor.ClosedAfterPrelogin, "be reached");
        yield return Case("cut_at_log_in", s => s.OnLogin = _ => TdsReply.Cut, "cannot be reached");
        yield return Case("silent_at_log_in", s => s.OnLogin = _ => TdsReply.Silence, "in time");
        yield return Case("cut_in_a_query", s => s.OnStatement = _ => TdsReply.Cut, "cannot be reached");
        yield return Case("silent_in_a_query", s => s.OnStatement = _ => TdsReply.Silence, "does not answer in time");
        yield return Case("silent_and_deaf_in_a_query", FallSilentAndDeaf, "does not answer in time");
        yield return Case("not_migrated", s => s.OnStatement = _ => Failure(208, 16), "is not migrated");
        yield return Case("permission_denied", s => s.OnStatement = _ => Failure(229, 14), "denies a permission");
        yield return Case("deadlocked", s => s.OnStatement = _ => Failure(1205, 13), "is too busy");
        yield return Case("secondary_busy", s => s.OnLogin = _ => Failure(4221, 14), "is busy");
        yield return Case("out_of_memory", s => s.OnStatement = _ => Failure(701, 17), "cannot be reached");

        static TestCaseData Case(string name, Action<FakeSqlServer> fault, string cause) =>
            new TestCaseData(fault, cause).SetArgDisplayNames(name);
    }

    private static IEnumerable<TestCaseData> FaultsOfOneTry()
    {
        yield return Case("cut_at_once", s => s.OnAccept = Once(TdsDoor.ClosedAtAccept, TdsDoor.Open));
        yield return Case("cut_at_log_in", s => s.OnLogin = _ => s.Logins.Count > 1 ? TdsReply.Empty : TdsReply.Cut);
        yield return Case(
            "busy_at_log_in",
            s => s.OnLogin = _ => s.Logins.Count > 1 ? TdsReply.Empty : Failure(40613, 20)
        );
        yield return Case("cut_before_the_first_row", s => FirstList(s, TdsReply.Cut));
        yield return Case("cut_after_the_columns", s => FirstList(s, ListOf(0) with { End = TdsEnd.Close }));
        yield return Case("deadlocked", s => FirstList(s, Failure(1205, 13)));
        yield return Case("deadlocked_after_the_columns", s => FirstList(s, ListOf(0) with { Error = Deadlock }));

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
    public async Task A_fault_is_503_while_it_lasts_and_not_afterwards(Action<FakeSqlServer> fault, string cause)
    {
        await using var service = await RunningService.Start(_database);
        fault(_server);
        _server.DropConnections();

        using var during = await service.Get(Routes.All, Key);
        var lines = service.Log.Lines.Where(line => line.Contains("Database unavailable", StringComparison.Ordinal));
        Mend();
        using var after = await service.Get(Routes.All, Key);

        using (Assert.EnterMultipleScope())
        {
            await AssertUnavailable(during);
            Assert.That(lines.ToArray(), Has.Length.EqualTo(1).And.All.Contains(cause).And.All.Not.Contains('\n'));
            Assert.That(service.Log.Lines, Has.None.Contains(FakeSqlServer.Password));
            Assert.That((await Envelope.Of(after)).Ids, Is.EqualTo(new[] { 1, 2, 3 }));
        }
    }

    [TestCaseSource(nameof(FaultsOfOneTry))]
    public async Task A_fault_that_passes_before_the_first_row_is_not_seen_by_the_client(Action<FakeSqlServer> fault)
    {
        await using var service = await RunningService.Start(_database);
        _server.DropConnections();
        _server.Logins.Clear();
        fault(_server);

        using var response = await service.Get(Routes.All, Key);

        Assert.That((await Envelope.Of(response)).Ids, Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task Connections_that_died_in_the_pool_are_not_seen_by_clients()
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
    public async Task A_lasting_fault_is_tried_three_times()
    {
        await using var service = await RunningService.Start(_database);
        _server.Statements.Clear();
        _server.OnStatement = _ => Failure(1205, 13);

        using var response = await service.Get(Routes.All, Key);

        await AssertUnavailable(response);
        Assert.That(_server.Statements, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task The_beginning_of_a_transaction_is_tried_again_and_its_statements_are_not()
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
    public async Task A_migration_on_a_server_that_is_not_there_says_so_in_one_line()
    {
        _server.OnAccept = _ => TdsDoor.ClosedAtAccept;

        var outcome = await JobsProgram.Run(_database, ["migrate"]);

        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.DatabaseUnavailable));
        Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("cannot be reached"));
        Assert.That(outcome.Error, Does.Not.Contain(FakeSqlServer.Password));
    }

    [TestCase(TdsEnd.Close)]
    [TestCase(TdsEnd.Reset)]
    public async Task A_connection_that_dies_between_rows_aborts_the_list(TdsEnd end)
    {
        await AssertBreaksOff(ListOf(300) with { End = end }, "cannot be reached");
    }

    [Test]
    public async Task An_error_between_rows_aborts_the_list_and_is_not_tried_again()
    {
        await AssertBreaksOff(ListOf(300) with { Error = Deadlock }, "is too busy");
        Assert.That(Lists(_server.Statements), Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_server_that_falls_silent_between_rows_aborts_the_list()
    {
        await AssertBreaksOff(ListOf(300) with { End = TdsEnd.Silence }, "does not answer in time");
    }

    [Test]
    public async Task A_server_that_stops_and_starts_again_needs_no_restart_of_the_service()
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
    public async Task A_server_that_is_not_there_is_503(string server, string cause)
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
    public async Task Requests_that_wait_together_for_a_server_that_never_answers_are_all_503()
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
        Assert.That(afterwards.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "The service is still there.");
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

    private async Task AssertBreaksOff(TdsReply list, string cause)
    {
        await using var service = await RunningService.Start(_database);
        _server.OnStatement = statement => IsAbout(statement.Sql, "jobs") ? list : Answer(statement);

        using var response = await service.Get(Routes.All, Key, HttpCompletionOption.ResponseHeadersRead);
        Assert.That(
            async () => await response.Content.ReadAsByteArrayAsync(),
            Throws.InstanceOf<HttpRequestException>().Or.InstanceOf<IOException>()
        );
        Mend();
        using var after = await service.Get(Routes.All, Key);
        await service.Stop();

        var lines = service.Log.Lines.Where(line => line.Contains("broke off;", StringComparison.Ordinal)).ToArray();
        Assert.That(lines, Has.Length.EqualTo(1).And.All.Contains(cause).And.All.Not.Contains('\n'));
        Assert.That(service.Log.Lines, Has.Exactly(1).StartsWith("Error HTTP").And.Contains("200 (broke off)"));
        Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static void FallSilentAndDeaf(FakeSqlServer server)
    {
        server.IsDeaf = true;
        server.OnStatement = _ => TdsReply.Silence;
    }

    private void Mend()
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

    private static IEnumerable<TdsStatement> Lists(ConcurrentQueue<TdsStatement> statements) =>
        statements.Where(statement => IsAbout(statement.Sql, "jobs"));

    /// <summary>Gives another reply to the first list that is asked for.</summary>
    private static void FirstList(FakeSqlServer server, TdsReply reply)
    {
        server.Statements.Clear();
        server.OnStatement = statement =>
            Lists(server.Statements).SequenceEqual([statement]) ? reply : Answer(statement);
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
