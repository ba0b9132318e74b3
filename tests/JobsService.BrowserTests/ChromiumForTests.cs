using Microsoft.Playwright;

namespace JobsService.BrowserTests;

/// <summary>
/// The browser of a test run, which all tests share: Chromium of the operating system, or the one that
/// <c>JOBSSERVICE_TEST_CHROMIUM</c> names. Each test has a context of its own, with its own cookies.
/// </summary>
/// <remarks>Tests that need it are not discovered without it, so that one skipped test reports this, and not each of them.</remarks>
[SetUpFixture]
internal sealed class ChromiumForTests
{
    private const string PathVariable = "JOBSSERVICE_TEST_CHROMIUM";

    private static readonly string[] ProgramPaths =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    // Tests can run as root, where Chromium has no sandbox, and must not depend on the network.
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private static readonly Lazy<Task<IBrowser>> Shared = new(Launch);
    private static IPlaywright? _playwright;

    /// <summary>Why there is no browser and how to provide one; null if there is one.</summary>
    public static string? UnavailableReason { get; } =
        Program is null
            ? $"{PathVariable} is not set, and none of {string.Join(", ", ProgramPaths)} exists. Install chromium, or set the "
                + "variable to the path of a Chromium."
            : null;

    private static string? Program =>
        Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } configured
            ? configured
            : Array.Find(ProgramPaths, File.Exists);

    /// <summary>Returns the browser.</summary>
    public static Task<IBrowser> Browser() => Shared.Value;

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (Shared.IsValueCreated)
        {
            await (await Shared.Value).CloseAsync();
            _playwright!.Dispose();
        }
    }

    private static async Task<IBrowser> Launch()
    {
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Arguments }
        );
    }
}

/// <summary>Runs a fixture if there is a browser.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InBrowserAttribute() : TestFixtureSourceAttribute(typeof(InBrowserAttribute), nameof(Browsers))
{
    public static object[][] Browsers { get; } =
        ChromiumForTests.UnavailableReason is null
            ?
            [
                [],
            ]
            : [];
}
