using JobsService.Infrastructure.Sql;

namespace JobsService.IntegrationTests.Databases;

/// <summary>Runs a fixture once for each database engine, which its constructor takes.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnEveryEngineAttribute()
    : TestFixtureSourceAttribute(typeof(OnEveryEngineAttribute), nameof(Engines))
{
    public static DatabaseProvider[] Engines { get; } = Enum.GetValues<DatabaseProvider>();
}
