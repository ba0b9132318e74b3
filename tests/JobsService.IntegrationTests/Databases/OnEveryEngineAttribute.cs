using JobsService.Infrastructure.Database;

namespace JobsService.IntegrationTests.Databases;

/// <summary>
/// Runs a fixture once for each database engine, which is passed to its constructor: SQLite, and SQL Server if it is available
/// (<see cref="SqlServerForTests"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnEveryEngineAttribute()
    : TestFixtureSourceAttribute(typeof(OnEveryEngineAttribute), nameof(Engines))
{
    public static DatabaseProvider[] Engines { get; } =
        SqlServerForTests.UnavailableReason is null
            ? Enum.GetValues<DatabaseProvider>()
            : [.. Enum.GetValues<DatabaseProvider>().Where(engine => engine != DatabaseProvider.SqlServer)];
}
