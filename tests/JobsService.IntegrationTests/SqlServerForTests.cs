using DotNet.Testcontainers.Builders;
using Testcontainers.MsSql;

namespace JobsService.IntegrationTests;

/// <summary>
/// The SQL Server of a test run: the one that <c>JOBSSERVICE_TEST_SQLSERVER</c> names, or else one container, or else none.
/// It stands above all tests, so that NUnit stops the container after the last of them.
/// </summary>
[SetUpFixture]
internal sealed class SqlServerForTests
{
    private const string ConnectionVariable = "JOBSSERVICE_TEST_SQLSERVER";
    private const string RequiredVariable = "JOBSSERVICE_REQUIRE_SQLSERVER";
    private const string Image = "mcr.microsoft.com/mssql/server:2022-latest";

    private static readonly Lazy<Task<string>> Server = new(Find);

    private static MsSqlContainer? _container;

    /// <summary>The connection string of a log-in that may create databases. Skips the test when there is no server.</summary>
    public static async Task<string> ConnectionString()
    {
        try
        {
            return await Server.Value;
        }
        catch (Exception exception) when (Environment.GetEnvironmentVariable(RequiredVariable) is not "1")
        {
            Assert.Ignore(
                $"No SQL Server: {ConnectionVariable} is not set and no container starts ({FirstLine(exception)})"
            );
            throw;
        }
    }

    [OneTimeTearDown]
    public async Task StopContainer()
    {
        if (_container is not null)
        {
            await _container.DisposeAsync();
        }
    }

    private static async Task<string> Find()
    {
        if (Environment.GetEnvironmentVariable(ConnectionVariable) is { Length: > 0 } given)
        {
            return given;
        }

        _container = new MsSqlBuilder(Image).Build();
        await _container.StartAsync();
        return _container.GetConnectionString();
    }

    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].Trim();
}
