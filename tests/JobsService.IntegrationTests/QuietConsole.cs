namespace JobsService.IntegrationTests;

/// <summary>
/// Discards what services in this process write to the console. NUnit would keep all of it as the output of their tests.
/// <see cref="Service.CapturedLog"/> captures the same lines, and a failed test prints them.
/// </summary>
[SetUpFixture]
internal sealed class QuietConsole
{
    private readonly TextWriter _console = Console.Out;

    [OneTimeSetUp]
    public void Discard() => Console.SetOut(TextWriter.Null);

    [OneTimeTearDown]
    public void Restore() => Console.SetOut(_console);
}
