using System.Net;
using System.Net.Sockets;
using System.Text;
using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Seeding;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Jobs;
using JobsService.IntegrationTests.Service;
using JobsService.IntegrationTests.Streaming;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Admission;

/// <summary>Slow clients, which read only the beginning of a long list.</summary>
[CancelAfter(300_000)]
internal sealed class SlowClientTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    // 60 MB, which is larger than the socket buffers.
    private const int Rows = 150_000;

    // More than the service, the operating system and the client hold together, and less than Linux holds by default.
    private const int PartSize = 512 * 1024;

    private const long LogLimit = 1024 * 1024;

    [TestCase("Streaming:StalledReaderSeconds", "1", TestName = "A_client_that_stops_reading_a_list_is_disconnected")]
    [TestCase(
        "Kestrel:Limits:MinResponseDataRate:BytesPerSecond",
        "1000000000",
        TestName = "A_client_that_reads_below_the_minimum_rate_is_disconnected"
    )]
    public async Task Is_disconnected(string setting, string value, CancellationToken cancellationToken)
    {
        var key = await AddLongList(cancellationToken);
        var jobs = new ObservedJobRepository(Database.Services.GetRequiredService<IJobRepository>());
        await using var service = await RunningService.Start(
            Database,
            configure: builder =>
            {
                builder.Services.AddSingleton<IJobRepository>(jobs);
                builder.Configuration["Streaming:StalledReaderSeconds"] = "0";
                builder.Configuration["Kestrel:Limits:MinResponseDataRate:GracePeriod"] = "00:00:02";
                builder.Configuration["Kestrel:Limits:MinResponseDataRate:BytesPerSecond"] = "1";
                builder.Configuration[setting] = value;
            }
        );
        using var socket = await BeginList(service.Client.BaseAddress!, key, cancellationToken);

        // The query is closed, and the connection is closed once the client has read the buffered data.
        await jobs.Closed.WaitAsync(cancellationToken);
        Assert.That(jobs.RowsRead, Is.LessThan(Rows));
        Assert.That(
            async () => await socket.GetStream().CopyToAsync(Stream.Null, cancellationToken),
            Throws.InstanceOf<IOException>()
        );
    }

    [Test]
    [Platform("Linux")]
    public async Task The_service_continues_with_a_list_whenever_its_client_has_read_a_part(
        CancellationToken cancellationToken
    )
    {
        var key = await AddLongList(cancellationToken);
        var jobs = new ObservedJobRepository(Database.Services.GetRequiredService<IJobRepository>());
        Database.Settings["Streaming:StalledReaderSeconds"] = "0";
        await using var service = await RunningService.Start(
            Database,
            configure: builder => builder.Services.AddSingleton<IJobRepository>(jobs)
        );

        // With a smaller buffer of the client, the operating system would use smaller ones as well.
        using var list = await BeginList(
            service.Client.BaseAddress!,
            key,
            cancellationToken,
            receiveBuffer: 128 * 1024
        );

        // Several times what Linux holds by default.
        for (var part = 0; part < 32; part++)
        {
            var rows = jobs.RowsRead;
            await list.GetStream().ReadExactlyAsync(new byte[PartSize], cancellationToken);
            while (jobs.RowsRead == rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }
    }

    [Test]
    public async Task A_client_that_stops_reading_releases_its_admission_permit(CancellationToken cancellationToken)
    {
        var key = await AddLongList(cancellationToken);
        Database.Settings["RateLimiting:RequestsAtWork"] = "1";
        await using var service = await RunningService.Start(Database);
        using var stalled = await BeginList(service.Client.BaseAddress!, key, cancellationToken);

        using var response = await service.Get(Routes.Unfinished + "?page_token=&per_page=1", key);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_list_is_aborted_when_its_key_is_revoked(CancellationToken cancellationToken)
    {
        var key = await AddLongList(cancellationToken);
        var admin = await Database.AddKey(1);
        var jobs = new ObservedJobRepository(Database.Services.GetRequiredService<IJobRepository>());
        Database.Settings["Streaming:StalledReaderSeconds"] = "0";
        await using var service = await RunningService.Start(
            Database,
            configure: builder => builder.Services.AddSingleton<IJobRepository>(jobs)
        );
        using var list = await BeginList(service.Client.BaseAddress!, key, cancellationToken);
        var id = (await Database.Query<long>("SELECT MIN(id) FROM api_keys")).Single();

        using var revoked = await service.Send(HttpMethod.Delete, Routes.ApiKey(id), admin);

        Assert.That(revoked.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await jobs.Closed.WaitAsync(cancellationToken);
        Assert.That(jobs.RowsRead, Is.LessThan(Rows));
        await service.Stop();
        Assert.That(service.Log.Lines, Has.Some.Contains("the key is no longer valid"));
    }

    [Test]
    public async Task A_list_that_keeps_a_large_write_ahead_log_in_use_is_aborted_and_the_log_is_emptied(
        CancellationToken cancellationToken
    )
    {
        var key = await AddLongList(cancellationToken);
        Database.Settings["Streaming:StalledReaderSeconds"] = "0";
        Database.Settings["Streaming:MaxWriteAheadLogMegabytes"] = "1";
        Database.Settings["Streaming:LongestSnapshotSeconds"] = "1";
        var jobs = new ObservedJobRepository(Database.Services.GetRequiredService<IJobRepository>());
        await using var service = await RunningService.Start(
            Database,
            configure: builder => builder.Services.AddSingleton<IJobRepository>(jobs)
        );
        using var list = await BeginList(service.Client.BaseAddress!, key, cancellationToken);

        for (var name = 0; LogBytes() <= LogLimit; name++)
        {
            await Database.Execute("UPDATE jobs SET name = @name WHERE id <= 1000", new { name = $"name {name}" });
        }

        await jobs.Closed.WaitAsync(cancellationToken);
        Assert.That(jobs.RowsRead, Is.LessThan(Rows));
        while (LogBytes() > LogLimit)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await service.Stop();
        Assert.That(service.Log.Lines, Has.Some.Contains("the write-ahead log was too large"));
    }

    [Test]
    public async Task A_large_write_ahead_log_that_no_list_keeps_in_use_is_emptied_without_a_warning(
        CancellationToken cancellationToken
    )
    {
        Database.Settings["Streaming:MaxWriteAheadLogMegabytes"] = "1";
        await Database.AddKey(1);
        await Database.AddJobs(Enumerable.Range(1, 1000).Select(id => JobBuilder.Job(id)));
        await using var service = await RunningService.Start(Database);

        for (var name = 0; LogBytes() <= LogLimit; name++)
        {
            await Database.Execute("UPDATE jobs SET name = @name", new { name = $"name {name}" });
        }

        while (LogBytes() > LogLimit)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.That(service.Log.Lines, Has.None.StartsWith("Warning"));
    }

    private long LogBytes() => new FileInfo($"{Database.File}-wal") is { Exists: true } log ? log.Length : 0;

    private async Task<string> AddLongList(CancellationToken cancellationToken)
    {
        await Database
            .Services.GetRequiredService<DatabaseSeeder>()
            .Seed(organizations: 1, Rows, seed: 1, new Progress<long>(), cancellationToken);
        return await Database.AddKey(1);
    }

    private static async Task<TcpClient> BeginList(
        Uri address,
        string key,
        CancellationToken cancellationToken,
        int receiveBuffer = 16 * 1024
    )
    {
        var socket = new TcpClient { ReceiveBufferSize = receiveBuffer };
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        await socket
            .GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"GET {Routes.All} HTTP/1.1\r\nHost: x\r\nAuthorization: {RunningService.Basic(key)}\r\n\r\n"
                ),
                cancellationToken
            );
        await socket.GetStream().ReadExactlyAsync(new byte[1], cancellationToken);
        return socket;
    }
}
