using JobsService.IntegrationTests;

namespace JobsService.ClientTests;

/// <summary>Reports once per run that this machine has no SQL Server. The tests that need it are not discovered.</summary>
internal sealed class EnvironmentTests
{
    [Test]
    public void SQL_Server_is_available_for_tests()
    {
        if (SqlServerForTests.UnavailableReason is { } reason)
        {
            Assert.Ignore(reason);
        }
    }
}
