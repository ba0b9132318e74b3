using DotNet.Testcontainers.Configurations;
using Testcontainers.MsSql;

namespace JobsService.IntegrationTests;

/// <summary>
/// The SQL Server of a test run: the one that <c>JOBSSERVICE_TEST_SQLSERVER</c> names, or else one container, or else none.
/// It stands above all tests, so that NUnit stops the container after the last of them.
/// </summary>
/// <remarks>
/// Tests that need a server exist only where there is one, so that a machine without a server reports one skipped test and not
/// hundreds. NUnit asks when it discovers the tests, so the answer must be quick: the container starts with the first test.
/// </remarks>
[SetUpFixture]
internal sealed class SqlServerForTests
{
    private const string ConnectionVariable = "JOBSSERVICE_TEST_SQLSERVER";
    private const string RequiredVariable = "JOBSSERVICE_REQUIRE_SQLSERVER";
    private const string Image = "mcr.microsoft.com/mssql/server:2022-latest";

    private static readonly TimeSpan DockerTimeout = TimeSpan.FromSeconds(5);
    private static readonly Lazy<string?> Missing = new(FindReason);
    private static readonly Lazy<Task<string>> Server = new(Find);

    private static MsSqlContainer? _container;

    /// <summary>Why there is no SQL Server, and what to do about it; null when there is one, or has to be.</summary>
    public static string? MissingBecause => Missing.Value;

    /// <summary>The connection string of a login that may create databases.</summary>
    public static Task<string> ConnectionString() => Server.Value;

    [OneTimeTearDown]
    public async Task StopContainer()
    {
        if (_container is not null)
        {
            await _container.DisposeAsync();
        }
    }

    private static string? FindReason()
    {
        if (Environment.GetEnvironmentVariable(RequiredVariable) is "1" || GivenServer() is not null)
        {
            return null;
        }

        return HasImage() switch
        {
            true => null,
            false => $"{ConnectionVariable} is not set, and Docker does not have the image {Image}. "
                + $"Set the variable to a connection string, or run: docker pull {Image}",
            null => $"{ConnectionVariable} is not set, and Docker does not answer. "
                + "Set the variable to the connection string of a SQL Server, or start Docker.",
        };
    }

    private static string? GivenServer() =>
        Environment.GetEnvironmentVariable(ConnectionVariable) is { Length: > 0 } given ? given : null;

    /// <summary>Whether Docker has the image, which no test downloads; null when Docker does not answer.</summary>
    private static bool? HasImage()
    {
        // Testcontainers looks for an endpoint that answers, and finds null when there is none.
        if (TestcontainersSettings.OS.DockerEndpointAuthConfig is not { } endpoint)
        {
            return null;
        }

        using var timeout = new CancellationTokenSource(DockerTimeout);
        try
        {
            using var docker = endpoint.GetDockerClientBuilder(Guid.NewGuid()).Build();
            docker.Images.InspectImageAsync(Image, timeout.Token).GetAwaiter().GetResult();
            return true;
        }
        catch (Docker.DotNet.DockerImageNotFoundException)
        {
            return false;
        }
        catch (Exception exception)
            when (exception is Docker.DotNet.DockerApiException or HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task<string> Find()
    {
        if (GivenServer() is { } given)
        {
            return given;
        }

        _container = new MsSqlBuilder(Image).Build();
        await _container.StartAsync();
        return _container.GetConnectionString();
    }
}
