using System.IO.Compression;
using System.Net;
using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Seeding;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Streaming;

/// <summary>Lists that are too long to buffer, over a real socket.</summary>
[OnEveryEngine]
[NonParallelizable]
internal sealed class StreamingTests(DatabaseProvider provider)
{
    private const int Rows = 200_000;

    private TestDatabase _database = null!;
    private string _key = null!;

    private ObservedJobRepository _jobs = null!;
    private RunningService _service = null!;

    [OneTimeSetUp]
    public async Task FillDatabase()
    {
        _database = await TestDatabase.Create(provider);
        var seeder = _database.Services.GetRequiredService<DatabaseSeeder>();
        await seeder.Seed(organizations: 1, Rows, seed: 1, new Progress<long>(), CancellationToken.None);
        _key = await _database.AddKey(1);
    }

    [OneTimeTearDown]
    public async Task DropDatabase()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [SetUp]
    public async Task StartService()
    {
        _jobs = new ObservedJobRepository(_database.Services.GetRequiredService<IJobRepository>());
        _service = await RunningService.Start(
            _database,
            configure: builder => builder.Services.AddSingleton<IJobRepository>(_jobs)
        );
    }

    [TearDown]
    public Task StopService() => _service.DisposeAsync().AsTask();

    [Test]
    public async Task A_list_of_200000_jobs_arrives_complete_and_in_order()
    {
        using var response = await GetHeaders();

        var answer = await Envelope.Of(response);

        Assert.That(answer.Ids, Is.EqualTo(Enumerable.Range(1, Rows).Select(id => (long)id)));
    }

    [Test]
    public async Task The_first_byte_arrives_before_the_last_row_is_read()
    {
        using var response = await GetHeaders();
        await using var body = await response.Content.ReadAsStreamAsync();

        await body.ReadExactlyAsync(new byte[1]);

        // The client stops reading, so the remaining rows stay in the database and not in memory.
        Assert.That(_jobs.RowsRead, Is.InRange(1, Rows / 2));
    }

    [Test]
    public async Task Memory_use_does_not_grow_with_the_number_of_rows()
    {
        const long Bound = 8 * 1024 * 1024;
        var buffer = new byte[64 * 1024];
        using var response = await GetHeaders();
        await using var body = await response.Content.ReadAsStreamAsync();
        var atStart = GC.GetTotalMemory(forceFullCollection: true);

        var total = 0L;
        while (_jobs.RowsRead < Rows * 9 / 10)
        {
            total += await body.ReadAsync(buffer);
        }

        var growth = GC.GetTotalMemory(forceFullCollection: true) - atStart;
        Assert.That(total, Is.GreaterThan(4 * Bound), "The list is too short for this measurement.");
        Assert.That(growth, Is.LessThan(Bound));
    }

    [Test]
    public async Task A_failure_at_the_first_row_is_answered_with_503()
    {
        _jobs.FailsAtRow = 1;

        using var response = await GetHeaders();

        var answer = await Envelope.Of(response);
        Assert.That(
            (answer.Status, answer.Success, answer.ErrorCode),
            Is.EqualTo((HttpStatusCode.ServiceUnavailable, false, "internal_error"))
        );
        Assert.That(response.Headers.RetryAfter, Is.Not.Null);
    }

    [TestCase("json")]
    [TestCase("csv")]
    [TestCase("ndjson")]
    public async Task A_failure_in_the_middle_aborts_the_connection(string format)
    {
        _jobs.FailsAtRow = 100_000;

        using var response = await GetHeaders($"?format={format}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(
                async () => await response.Content.ReadAsByteArrayAsync(),
                Throws.InstanceOf<HttpRequestException>().Or.InstanceOf<IOException>()
            );
            Assert.That(
                _service.Log.Lines,
                Has.Some.Contains("broke off").And.Contains("The test made this row fail.")
            );
        }
    }

    [TestCase("")]
    [TestCase("?format=csv")]
    [TestCase("?format=ndjson")]
    public async Task A_gzip_response_contains_the_same_list(string query)
    {
        using var plain = await _service.Get(Routes.All + query, _key);

        using var compressed = await GetCompressed(query);

        var expected = await plain.Content.ReadAsByteArrayAsync();
        await using var body = new GZipStream(await compressed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        await body.CopyToAsync(unpacked);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(compressed.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "gzip" }));
            Assert.That(plain.Content.Headers.ContentEncoding, Is.Empty);
            Assert.That(unpacked.ToArray().SequenceEqual(expected), Is.True);
        }
    }

    [Test]
    public async Task A_failure_in_the_middle_aborts_a_compressed_list()
    {
        _jobs.FailsAtRow = 100_000;

        using var response = await GetCompressed();

        Assert.That(
            async () => await response.Content.ReadAsByteArrayAsync(),
            Throws.InstanceOf<HttpRequestException>().Or.InstanceOf<IOException>()
        );
    }

    [Test]
    public async Task A_failure_in_the_middle_does_not_affect_the_next_request()
    {
        _jobs.FailsAtRow = 1000;
        Assert.That(async () => await (await GetHeaders()).Content.ReadAsByteArrayAsync(), Throws.Exception);
        _jobs.FailsAtRow = null;

        using var response = await _service.Get(Routes.Unfinished, _key);

        Assert.That((await Envelope.Of(response)).Success, Is.True);
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task A_client_disconnect_ends_the_query(CancellationToken cancellationToken)
    {
        var response = await GetHeaders();
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await body.ReadExactlyAsync(new byte[1], cancellationToken);

        response.Dispose();

        await _jobs.Closed.WaitAsync(cancellationToken);
        Assert.That(_jobs.RowsRead, Is.LessThan(Rows));
    }

    private async Task<HttpResponseMessage> GetCompressed(string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All + query);
        request.Headers.Authorization = RunningService.Basic(_key);
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        return await _service.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private Task<HttpResponseMessage> GetHeaders(string query = "") =>
        _service.Get(Routes.All + query, _key, HttpCompletionOption.ResponseHeadersRead);
}
