using JobsService.IntegrationTests;

namespace JobsService.ClientTests;

/// <summary>Stops the container of SQL Server after the last test of this project.</summary>
[SetUpFixture]
internal sealed class SqlServerTearDown
{
    [OneTimeTearDown]
    public Task Stop() => new SqlServerForTests().StopContainer();
}
