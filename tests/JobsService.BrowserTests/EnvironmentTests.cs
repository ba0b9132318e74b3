namespace JobsService.BrowserTests;

/// <summary>Reports once per run if there is no browser. The tests that need one are not discovered then.</summary>
internal sealed class EnvironmentTests
{
    [Test]
    public void Chromium_is_available_for_tests()
    {
        if (ChromiumForTests.UnavailableReason is { } reason)
        {
            Assert.Ignore(reason);
        }
    }
}
