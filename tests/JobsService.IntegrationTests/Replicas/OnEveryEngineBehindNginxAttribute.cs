using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;

namespace JobsService.IntegrationTests.Replicas;

/// <summary>Runs a fixture once for each database engine if nginx is installed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnEveryEngineBehindNginxAttribute()
    : TestFixtureSourceAttribute(typeof(OnEveryEngineBehindNginxAttribute), nameof(Engines))
{
    public static DatabaseProvider[] Engines { get; } =
        NginxProcess.UnavailableReason is null ? OnEveryEngineAttribute.Engines : [];
}
