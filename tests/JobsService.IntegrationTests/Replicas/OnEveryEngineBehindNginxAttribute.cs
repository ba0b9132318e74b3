using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;

namespace JobsService.IntegrationTests.Replicas;

/// <summary>Runs a fixture once for each database engine, where nginx is installed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnEveryEngineBehindNginxAttribute()
    : TestFixtureSourceAttribute(typeof(OnEveryEngineBehindNginxAttribute), nameof(Engines))
{
    public static DatabaseProvider[] Engines { get; } =
        NginxProcess.MissingBecause is null ? OnEveryEngineAttribute.Engines : [];
}
