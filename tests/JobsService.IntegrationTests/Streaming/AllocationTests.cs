using System.Net;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Seeding;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Streaming;

/// <summary>
/// The bytes that responses allocate, which are the same on every machine. They include those of the client, which is in the
/// same process, but not the console log, which only the program itself writes.
/// </summary>
[NonParallelizable]
internal sealed class AllocationTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const int Jobs = 20_000;

    // The strings of a row (name, type and state) need 150 bytes. The budget is 50 % more.
    private const long BytesForARow = 225;

    // In addition to what the server, its log and the client allocate for a 404.
    private const long BytesForASmallAnswer = 20_000;

    // Timers, the JIT compiler and unoptimized code only add allocations, so the minimum is the cost of the response. Code is
    // still being optimized in the first three rounds.
    private const int Rounds = 10;

    private readonly byte[] _buffer = new byte[64 * 1024];

    private string _key = null!;

    [SetUp]
    public async Task Seed()
    {
        await Database
            .Services.GetRequiredService<DatabaseSeeder>()
            .Seed(organizations: 1, Jobs, seed: 1, new Progress<long>(), CancellationToken.None);
        _key = await Database.AddKey(1);

        // More than a test can send. 0 would exclude the cost of the rate limiter from the measurement.
        Database.Settings["RateLimiting:RequestsPerSecondPerKey"] = "1000000";
    }

    [Test]
    public async Task A_row_of_a_long_list_allocates_no_more_than_its_budget()
    {
        await using var service = await RunningService.Start(Database);

        var list = await BytesOf(service, Routes.All, times: 1);
        var page = await BytesOf(service, $"{Routes.All}?page_token=&per_page=1", times: 1);

        Assert.That((list - page) / Jobs, Is.LessThanOrEqualTo(BytesForARow));
    }

    [Test]
    public async Task A_small_answer_allocates_no_more_than_its_budget()
    {
        await using var service = await RunningService.Start(Database);

        var any = await BytesOf(service, "/nothing", times: 100, HttpStatusCode.NotFound);
        var small = await BytesOf(service, $"{Routes.Unfinished}?page_token=&per_page=1", times: 100);

        Assert.That(small - any, Is.LessThanOrEqualTo(BytesForASmallAnswer));
    }

    private async Task<long> BytesOf(
        RunningService service,
        string path,
        int times,
        HttpStatusCode status = HttpStatusCode.OK
    )
    {
        await Read(service, path, status);
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var time = 0; time < times; time++)
            {
                await Read(service, path, status);
            }

            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / times);
        }

        return least;
    }

    private async Task Read(RunningService service, string path, HttpStatusCode status)
    {
        using var response = await service.Get(path, _key, HttpCompletionOption.ResponseHeadersRead);
        Assert.That(response.StatusCode, Is.EqualTo(status));
        await using var body = await response.Content.ReadAsStreamAsync();
        while (await body.ReadAsync(_buffer) > 0) { }
    }
}
