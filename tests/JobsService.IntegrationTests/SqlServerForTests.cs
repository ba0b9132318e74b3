using DotNet.Testcontainers.Configurations;
using Testcontainers.MsSql;

namespace JobsService.IntegrationTests;

/// <summary>
/// The SQL Server of a test run: the one that <c>JOBSSERVICE_TEST_SQLSERVER</c> names, otherwise a container, otherwise none.
/// It is in the root namespace of the tests, so that NUnit stops the container after the last test.
/// </summary>
/// <remarks>
/// Tests that need a server are not discovered without one, so that a machine without a server reports one skipped test and
/// not hundreds. Test discovery must be quick, so the container starts with the first test that uses it.
/// </remarks>
[SetUpFixture]
internal sealed class SqlServerForTests
{
    private const string ConnectionVariable = "JOBSSERVICE_TEST_SQLSERVER";
    private const string RequiredVariable = "JOBSSERVICE_REQUIRE_SQLSERVER";
    private const string Image = "mcr.microsoft.com/mssql/server:2022-latest";

    private static readonly TimeSpan DockerTimeout = TimeSpan.FromSeconds(5);
    private static readonly Lazy<string?> Missing = new(FindUnavailableReason);
    private static readonly Lazy<Task<string>> Server = new(Find);

    private static MsSqlContainer? _container;

    /// <summary>Why there is no SQL Server and how to provide one; null if a server is available or required.</summary>
    public static string? UnavailableReason => Missing.Value;

    /// <summary>The connection string of a login with the permission to create databases.</summary>
    public static Task<string> ConnectionString() => Server.Value;

    [OneTimeTearDown]
    public async Task StopContainer()
    {
        if (_container is not null)
        {
            await _container.DisposeAsync();
        }
    }

    private static string? FindUnavailableReason()
    {
        if (Environment.GetEnvironmentVariable(RequiredVariable) is "1" || ConfiguredServer() is not null)
        {
            return null;
        }

        return HasImage() switch
        {
            true => null,
            false => $"{ConnectionVariable} is not set, and Docker does not have the image {Image}. "
                + $"Set the variable to a connection string, or run: docker pull {Image}",
            null => $"{ConnectionVariable} is not set, and Docker does not respond. "
                + "Set the variable to the connection string of a SQL Server, or start Docker.",
        };
    }

    private static string? ConfiguredServer() =>
        Environment.GetEnvironmentVariable(ConnectionVariable) is { Length: > 0 } configured ? configured : null;

    /// <summary>Whether the image, which tests never download, is available; null if Docker does not respond.</summary>
    private static bool? HasImage()
    {
        // Testcontainers probes the known Docker endpoints and returns null if none of them responds.
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
        if (ConfiguredServer() is { } configured)
        {
            return configured;
        }

        _container = new MsSqlBuilder(Image).Build();
        await _container.StartAsync();
        return _container.GetConnectionString();
    }
}
