using JobsService.Infrastructure.Database;

namespace JobsService.IntegrationTests.Databases;

/// <summary>Runs a fixture on SQL Server if it is available (<see cref="SqlServerForTests"/>).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnSqlServerAttribute() : TestFixtureSourceAttribute(typeof(OnSqlServerAttribute), nameof(Engines))
{
    public static DatabaseProvider[] Engines { get; } =
    [.. OnEveryEngineAttribute.Engines.Where(engine => engine == DatabaseProvider.SqlServer)];
}
