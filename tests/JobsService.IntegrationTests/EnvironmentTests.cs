using JobsService.IntegrationTests.Replicas;

namespace JobsService.IntegrationTests;

/// <summary>
/// Says once what this machine lacks. The tests that need it do not exist here, so that each of them need not say it again.
/// </summary>
internal sealed class EnvironmentTests
{
    [Test]
    public void Tests_on_SQL_Server_need_a_server() => IgnoreIf(SqlServerForTests.MissingBecause);

    [Test]
    public void Tests_of_replicas_need_nginx() => IgnoreIf(NginxProcess.MissingBecause);

    private static void IgnoreIf(string? reason)
    {
        if (reason is not null)
        {
            Assert.Ignore(reason);
        }
    }
}
