using System.Collections.Concurrent;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Dashboard;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Service;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace JobsService.BrowserTests;

/// <summary>
/// Tests of the dashboard in a browser, each with its own service and database. After each test, no page may have sent a request to
/// another host, violated its Content-Security-Policy or failed with an exception.
/// </summary>
[CancelAfter(300_000)]
internal abstract class DashboardTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private readonly List<IBrowserContext> _contexts = [];
    private readonly ConcurrentQueue<string> _problems = new();

    protected RunningService Service { get; private set; } = null!;

    /// <summary>The address of the service, without a slash at its end.</summary>
    protected string Root => Service.Client.BaseAddress!.OriginalString.TrimEnd('/');

    protected virtual void Configure(WebApplicationBuilder builder) { }

    [SetUp]
    public async Task StartService()
    {
        // Long, because the machine may be busy. A test continues as soon as what it waits for has happened.
        Assertions.SetDefaultExpectTimeout(60_000);
        Service = await RunningService.Start(Database, configure: Configure);
    }

    [TearDown]
    public async Task StopService()
    {
        foreach (var context in _contexts)
        {
            await context.CloseAsync();
        }

        _contexts.Clear();
        if (Service is not null)
        {
            await Service.DisposeAsync();
        }

        string[] problems = [.. _problems];
        _problems.Clear();
        Assert.That(problems, Is.Empty);
    }

    /// <summary>Starts the service again with another address or configuration, after the test has stopped it.</summary>
    protected async Task Restart(Action<WebApplicationBuilder> configure, string environment = "Production")
    {
        await Service.DisposeAsync();
        Service = await RunningService.Start(
            Database,
            environment,
            builder =>
            {
                Configure(builder);
                configure(builder);
            }
        );
    }

    /// <summary>Opens a page in a new browser context.</summary>
    /// <param name="reference">The view, relative to the page of the dashboard.</param>
    /// <param name="key">The key that is signed in; null if none is.</param>
    /// <param name="options">The size, colors and other properties of the browser.</param>
    /// <param name="root">The address of the service; by default its own.</param>
    /// <param name="now">The present time of the page, which stands still; by default that of the machine.</param>
    protected async Task<IPage> Open(
        string reference = "",
        string? key = null,
        BrowserNewContextOptions? options = null,
        string? root = null,
        DateTimeOffset? now = null
    )
    {
        var browser = await ChromiumForTests.Browser();
        var context = await browser.NewContextAsync(
            options
                ?? new BrowserNewContextOptions
                {
                    ViewportSize = new() { Width = 1280, Height = 900 },
                }
        );
        _contexts.Add(context);
        root ??= Root;
        if (key is not null)
        {
            var session = await SignedInClient.SignIn(Service.Client, key);
            await context.AddCookiesAsync([
                new Cookie
                {
                    Name = session.Cookie.Name.ToString(),
                    Value = session.Cookie.Value.ToString(),
                    Url = root,
                    HttpOnly = true,
                    SameSite = SameSiteAttribute.Strict,
                },
            ]);
        }

        var page = await context.NewPageAsync();
        if (now is { } time)
        {
            await page.Clock.SetFixedTimeAsync(time.UtcDateTime);
        }

        Watch(page, new Uri(root));
        await page.GotoAsync($"{root}/dashboard/{reference}");
        return page;
    }

    private void Watch(IPage page, Uri root)
    {
        page.PageError += (_, error) => _problems.Enqueue($"Exception: {error}");
        page.Console += (_, message) =>
        {
            if (
                message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase)
                || message.Text.Contains("Trusted", StringComparison.Ordinal)
            )
            {
                _problems.Enqueue($"Console: {message.Text}");
            }
        };
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Authority != root.Authority && address.Scheme is not ("data" or "blob"))
            {
                _problems.Enqueue($"Request to another host: {request.Url}");
            }
        };
    }
}
