using System.Diagnostics;
using System.Text;
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

    /// <summary>Everything that it had printed when it listened and, in Development, had welcomed the newcomer.</summary>
    public string Printed { get; private init; } = "";

    /// <summary>Starts it on a free port, and waits until it says that it is there.</summary>
    public static async Task<ServingProcess> Start(
        TestDatabase database,
        CancellationToken cancellationToken,
        string? timeZone = null,
        string environment = "Production"
    )
    {
        var process = JobsProgram.Start(database, ["serve", "--urls", "http://127.0.0.1:0"], environment, timeZone);
        try
        {
            return await WaitFor(process, environment is "Development" ? "unfinished" : "started", cancellationToken);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    private static async Task<ServingProcess> WaitFor(
        Process process,
        string lastWords,
        CancellationToken cancellationToken
    )
    {
        var printed = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            printed.AppendLine(line);
            if (line.Contains(lastWords, StringComparison.Ordinal))
            {
                var text = printed.ToString();
                var serving = new ServingProcess(process, Listening().Match(text).Value) { Printed = text };

                // Nobody is interested in the rest, but a full pipe would stop the program.
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return serving;
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
