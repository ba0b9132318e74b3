using System.Diagnostics;
using System.Text.RegularExpressions;
using JobsService.IntegrationTests.Databases;

namespace JobsService.IntegrationTests.Cli;

/// <summary>The program serving, in a process of its own, until disposed.</summary>
internal sealed partial class ServingProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServingProcess(Process process, string address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    /// <summary>Starts it on a free port, and waits until it says that it listens.</summary>
    public static async Task<ServingProcess> Start(
        TestDatabase database,
        CancellationToken cancellationToken,
        string? timeZone = null
    )
    {
        var process = JobsProgram.Start(database, ["serve", "--urls", "http://127.0.0.1:0"], timeZone: timeZone);
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Listening().Match(line) is { Success: true } address)
            {
                return new ServingProcess(process, address.Value);
            }
        }

        throw new InvalidOperationException(
            $"It does not serve: {await process.StandardError.ReadToEndAsync(cancellationToken)}"
        );
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
