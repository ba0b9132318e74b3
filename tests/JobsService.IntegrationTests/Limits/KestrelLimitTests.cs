using System.Net.Sockets;
using System.Text;
using JobsService.Application.Jobs;
using JobsService.Infrastructure.Seeding;
using JobsService.Infrastructure.Sql;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using JobsService.IntegrationTests.Streaming;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JobsService.IntegrationTests.Limits;

/// <summary>What one connection may take.</summary>
internal sealed class KestrelLimitTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task A_reader_that_stalls_in_a_list_is_cut_off_and_its_query_ends(CancellationToken cancellationToken)
    {
        await Database
            .Services.GetRequiredService<DatabaseSeeder>()
            .Seed(organizations: 1, jobs: 50_000, seed: 1, new Progress<long>(), cancellationToken);
        var key = await Database.AddKey(1);
        var jobs = new ObservedJobRepository(Database.Services.GetRequiredService<IJobRepository>());
        await using var service = await RunningService.Start(
            Database,
            configure: builder =>
            {
                builder.Configuration["Kestrel:Limits:MinResponseDataRate:BytesPerSecond"] = "1000000";
                builder.Configuration["Kestrel:Limits:MinResponseDataRate:GracePeriod"] = "00:00:02";
                builder.Services.AddSingleton<IJobRepository>(jobs);
            }
        );
        using var socket = new TcpClient { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(service.Client.BaseAddress!.Host, service.Client.BaseAddress.Port, cancellationToken);
        await socket
            .GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"GET {Routes.All} HTTP/1.1\r\nHost: x\r\nAuthorization: {RunningService.Basic(key)}\r\n\r\n"
                ),
                cancellationToken
            );

        // Nothing is read, and nothing is closed on this side.
        await jobs.Closed.WaitAsync(cancellationToken);

        Assert.That(jobs.RowsRead, Is.LessThan(50_000));
    }

    [Test]
    public async Task An_operator_sets_them_by_the_frameworks_names()
    {
        await using var service = await RunningService.Start(
            Database,
            configure: builder =>
            {
                builder.Configuration["Kestrel:Limits:MaxConcurrentConnections"] = "7";
                builder.Configuration["Kestrel:Limits:KeepAliveTimeout"] = "00:00:30";
                builder.Configuration["Kestrel:Limits:MinResponseDataRate:BytesPerSecond"] = "9";
                builder.Configuration["Kestrel:Limits:MinResponseDataRate:GracePeriod"] = "00:00:08";
            }
        );

        var limits = service.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.That(
            (limits.MaxConcurrentConnections, limits.KeepAliveTimeout, limits.MinResponseDataRate!.BytesPerSecond),
            Is.EqualTo((7L, TimeSpan.FromSeconds(30), 9d))
        );
        Assert.That(limits.MaxRequestBodySize, Is.EqualTo(64 * 1024), "What is not set stays.");
    }
}
