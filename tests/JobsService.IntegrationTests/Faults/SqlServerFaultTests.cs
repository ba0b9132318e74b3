using System.Net;
using System.Net.Sockets;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Faults;

/// <summary>SQL Server is not there. Needs none.</summary>
internal sealed class SqlServerFaultTests
{
    private const string Password = "a-very-secret-password";

    private static readonly string Key = $"1:{new string('a', 40)}";

    [Test]
    public async Task A_closed_port_is_503_and_the_log_does_not_tell_the_password()
    {
        await using var database = Unreachable(ClosedPort());
        await using var service = await RunningService.Start(database);

        using var response = await service.Get(Routes.All, Key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await Envelope.Of(response)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(service.Log.Lines, Has.Some.Contains("cannot be reached"));
            Assert.That(service.Log.Lines, Has.None.Contains(Password));
        }
    }

    [Test]
    public async Task Requests_that_wait_together_for_a_server_that_never_answers_are_all_503()
    {
        using var silent = new TcpListener(IPAddress.Loopback, port: 0);
        silent.Start();
        await using var database = Unreachable(((IPEndPoint)silent.LocalEndpoint).Port);
        await using var service = await RunningService.Start(database);

        var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => service.Get(Routes.All, Key)));
        using var afterwards = await service.Get("/unknown");

        Assert.That(
            responses.Select(response => response.StatusCode),
            Is.All.EqualTo(HttpStatusCode.ServiceUnavailable)
        );
        Assert.That(afterwards.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "The service is still there.");
    }

    private static TestDatabase Unreachable(int port)
    {
        var database = TestDatabase.Embedded();
        database.Settings["Database:Provider"] = "SqlServer";
        database.Settings["ConnectionStrings:Jobs"] =
            $"Server=tcp:127.0.0.1,{port};Database=jobs;User Id=jobs;Password={Password};Connect Timeout=1";
        return database;
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
