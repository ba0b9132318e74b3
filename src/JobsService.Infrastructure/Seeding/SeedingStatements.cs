using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Jobs;

namespace JobsService.Infrastructure.Seeding;

/// <summary>The statements of seeding, on both database engines.</summary>
internal static class SeedingStatements
{
    private const string SeedingReason =
        "Seeding has no caller: the operator runs it from the command line, or it runs at startup in Development.";

    public static readonly Statement AnyJob = new("SELECT CASE WHEN EXISTS (SELECT 1 FROM jobs) THEN 1 ELSE 0 END")
    {
        NoOrganizationScope = SeedingReason,
    };

    public static readonly Statement AnyOrganization = new(
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM organizations) THEN 1 ELSE 0 END"
    )
    {
        NoOrganizationScope = SeedingReason,
    };

    public static readonly Statement InsertMissingOrganization = new(
        """
        INSERT INTO organizations (id, name, active, created_at)
        SELECT @id, @name, @active, @createdAt
        WHERE NOT EXISTS (SELECT 1 FROM organizations WHERE id = @id)
        """,
        ("id", ColumnType.BigInt),
        ("name", ColumnType.NVarChar(255)),
        ("active", ColumnType.Bit),
        ("createdAt", ColumnType.Time)
    )
    {
        NoOrganizationScope = SeedingReason,
    };

    public static readonly Statement InsertJob = InsertJobs(rows: 1);

    /// <summary>A hundred rows have 1700 parameters; SQL Server allows 2100.</summary>
    public static readonly Statement InsertHundredJobs = InsertJobs(rows: 100);

    private static Statement InsertJobs(int rows)
    {
        var places = Enumerable
            .Range(0, rows)
            .Select(row => JobTable.Columns.Select(column => $"@{column.Name}_{row}"));
        return new Statement(
            $"""
            INSERT INTO jobs ({string.Join(", ", JobTable.Columns.Select(column => column.Name))})
            VALUES {string.Join(", ", places.Select(place => $"({string.Join(", ", place)})"))}
            """,
            [
                .. Enumerable
                    .Range(0, rows)
                    .SelectMany(row => JobTable.Columns.Select(column => ($"{column.Name}_{row}", column.Type))),
            ]
        )
        {
            NoOrganizationScope = SeedingReason,
        };
    }
}
