using System.Net;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Cli;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;

namespace JobsService.IntegrationTests.Telemetry;

/// <summary>The log on standard output.</summary>
[CancelAfter(300_000)]
internal sealed class ConsoleLogTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    // Their lines are several times as long as the buffer of a pipe.
    private const int Requests = 1000;

    [Test]
    public async Task Requests_are_answered_while_standard_output_is_blocked(CancellationToken cancellationToken)
    {
        await using var service = await ServingProcess.Start(Database, cancellationToken, readsLog: false);

        for (var number = 0; number < Requests; number++)
        {
            using var answer = await service.Client.GetAsync(Routes.All, cancellationToken);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        }
    }
}
