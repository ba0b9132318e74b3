using JobsService.IntegrationTests.Replicas;

namespace JobsService.IntegrationTests;

/// <summary>
/// Reports once per run which servers this machine lacks. The tests that need them are not discovered, and so report nothing.
/// </summary>
internal sealed class EnvironmentTests
{
    [Test]
    public void SQL_Server_is_available_for_tests() => IgnoreIf(SqlServerForTests.UnavailableReason);

    [Test]
    public void Nginx_is_available_for_tests() => IgnoreIf(NginxProcess.UnavailableReason);

    private static void IgnoreIf(string? reason)
    {
        if (reason is not null)
        {
            Assert.Ignore(reason);
        }
    }
}
