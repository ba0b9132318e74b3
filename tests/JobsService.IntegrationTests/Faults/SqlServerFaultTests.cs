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

    [Test]
    public async Task A_closed_port_is_503_and_the_log_does_not_tell_the_password()
    {
        await using var database = TestDatabase.Embedded();
        database.Settings["Database:Provider"] = "SqlServer";
        database.Settings["ConnectionStrings:Jobs"] =
            $"Server=tcp:127.0.0.1,{ClosedPort()};Database=jobs;User Id=jobs;Password={Password}";
        await using var service = await RunningService.Start(database);

        using var response = await service.Get(Routes.All, $"1:{new string('a', 40)}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await Envelope.Of(response)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(service.Log.Lines, Has.Some.Contains("cannot be reached"));
            Assert.That(service.Log.Lines, Has.None.Contains(Password));
        }
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
