using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Service;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JobsService.IntegrationTests.RateLimiting;

/// <summary>Limits of the web server for connections.</summary>
internal sealed class KestrelLimitTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [Test]
    public async Task Kestrel_limits_are_configurable_under_their_standard_names()
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
        Assert.That(limits.MaxRequestBodySize, Is.EqualTo(64 * 1024), "A limit that is not set keeps its default.");
    }
}
