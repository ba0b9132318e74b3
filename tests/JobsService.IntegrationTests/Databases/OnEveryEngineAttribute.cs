using JobsService.Infrastructure.Database;

namespace JobsService.IntegrationTests.Databases;

/// <summary>
/// Runs a fixture once for each database engine, which its constructor takes: SQLite, and SQL Server where there is one
/// (<see cref="SqlServerForTests"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnEveryEngineAttribute()
    : TestFixtureSourceAttribute(typeof(OnEveryEngineAttribute), nameof(Engines))
{
    public static DatabaseProvider[] Engines { get; } =
        SqlServerForTests.MissingBecause is null
            ? Enum.GetValues<DatabaseProvider>()
            : [.. Enum.GetValues<DatabaseProvider>().Where(engine => engine != DatabaseProvider.SqlServer)];
}
