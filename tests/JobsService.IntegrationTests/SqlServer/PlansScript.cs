using System.Data;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Database.SqlServer;
using JobsService.Infrastructure.Jobs;
using JobsService.IntegrationTests.Database;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>Generates <c>build/sqlserver/plans.sql</c> from the statements of the service.</summary>
internal static partial class PlansScript
{
    private const string Beginning = """
        -- Shows the plan of each kind of statement on jobs, and what differs from the design: other indexes than those meant, a sort, or a
        -- conversion of a column. For an administrator, in a database with real data. It needs SELECT on the tables and VIEW SERVER
        -- PERFORMANCE STATE, and changes nothing. A statement returns at most one row, into the file plans-rows.txt; counts of all
        -- organizations read a whole index.
        --   sqlcmd -S SERVER -d jobs -I -W -i plans.sql
        -- Generated from the service by PlansScriptTests, which also checks that it is up to date. See docs/sql-server-statements.md.
        :Out plans-rows.txt
        SET NOCOUNT ON;
        DECLARE @id bigint, @sql nvarchar(max), @parameters nvarchar(max);
        SELECT TOP (1) @id = organization_id FROM jobs GROUP BY organization_id ORDER BY COUNT(*) DESC;
        CREATE TABLE #statements (
          number int IDENTITY PRIMARY KEY,
          name nvarchar(200) COLLATE DATABASE_DEFAULT,
          parameters nvarchar(max) COLLATE DATABASE_DEFAULT,
          sql nvarchar(max) COLLATE DATABASE_DEFAULT,
          meant nvarchar(400) COLLATE DATABASE_DEFAULT,
          error nvarchar(max) COLLATE DATABASE_DEFAULT
        );
        SET ROWCOUNT 1;

        """;

    private const string End = """
        SET ROWCOUNT 0;
        GO
        :Out STDOUT
        SET NOCOUNT ON;
        WITH XMLNAMESPACES (DEFAULT 'http://schemas.microsoft.com/sqlserver/2004/07/showplan'),
        plans AS (
          SELECT s.number, s.name, s.meant, s.error, p.query_plan
          FROM #statements s
          OUTER APPLY (
            SELECT TOP (1) q.plan_handle
            FROM sys.dm_exec_query_stats q
            CROSS APPLY sys.dm_exec_sql_text(q.sql_handle) t
            WHERE t.text COLLATE Latin1_General_100_BIN2 IN (s.sql, N'(' + s.parameters + N')' + s.sql)
            ORDER BY q.last_execution_time DESC
          ) q
          OUTER APPLY sys.dm_exec_query_plan(q.plan_handle) p
        )
        SELECT number, name, meant, error,
          (
            SELECT STRING_AGG(CONCAT(o.value('@PhysicalOp', 'nvarchar(60)'), ' ',
              o.value('(IndexScan/Object/@Index)[1]', 'nvarchar(130)')), ', ')
            FROM query_plan.nodes('//RelOp') AS operators(o)
          ) AS operators,
          (
            SELECT STRING_AGG(REPLACE(REPLACE(used.name, '[', ''), ']', ''), ',') WITHIN GROUP (ORDER BY used.name)
            FROM (
              SELECT DISTINCT i.value('(Object/@Index)[1]', 'nvarchar(130)') AS name
              FROM query_plan.nodes('//IndexScan[not(@Lookup)]') AS indexes(i)
            ) AS used
          ) AS indexes,
          query_plan.exist('//RelOp[@PhysicalOp="Sort"]') AS sorts,
          query_plan.exist('//Warnings/PlanAffectingConvert[@ConvertIssue="Seek Plan"]') AS converts
        INTO #plans
        FROM plans;

        PRINT 'The plan of each statement:';
        SELECT name, operators FROM #plans ORDER BY number;

        PRINT 'Differences from the design (no row: none):';
        SELECT name, difference, operators
        FROM #plans
        CROSS APPLY (
          SELECT CONCAT('fails: ', error) AS difference WHERE error IS NOT NULL
          UNION ALL SELECT 'no plan was found' WHERE error IS NULL AND indexes IS NULL
          UNION ALL SELECT CONCAT('meant: ', meant, '; used: ', indexes) WHERE indexes COLLATE Latin1_General_100_BIN2 <> meant AND meant <> ''
          UNION ALL SELECT 'sorts' WHERE sorts = 1
          UNION ALL SELECT 'converts a column' WHERE converts = 1
        ) AS found
        ORDER BY number;

        """;

    private static readonly SqlServerDialect Dialect = new();

    /// <summary>Returns the script.</summary>
    public static string Generate()
    {
        var script = new StringBuilder(Beginning);
        foreach (var entry in Entries())
        {
            var sql = Dialect.TextOf(entry.Statement);
            var parameters = string.Join(
                ",",
                entry.Statement.Parameters.Select(parameter => $"@{parameter.Name} {parameter.Type}")
            );
            var arguments = entry.Statement.Parameters.Select(parameter =>
                $", @{parameter.Name} = {ValueOf(parameter)}"
            );
            var meant = MeantFor(sql);
            script.Append(
                CultureInfo.InvariantCulture,
                $"""

                SET @parameters = N'{parameters}';
                SET @sql = N'{Quoted(sql)}';
                INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'{entry}', @parameters, @sql, N'{meant}');
                BEGIN TRY EXEC sp_executesql @sql, @parameters{string.Concat(arguments)}; END TRY
                BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

                """
            );
        }

        return script.Append(End).ToString();
    }

    /// <summary>
    /// Every list without a filter, with one state, and with filters that the covering index has and does not have; and the other statements
    /// on jobs.
    /// </summary>
    private static IEnumerable<CatalogEntry> Entries()
    {
        var list = JobStatements.Lists;
        var shapes =
            from part in Enum.GetValues<ListPart>()
            from order in Enumerable.Range(0, part is ListPart.Count or ListPart.Excess ? 1 : list.Orders.Count)
            from subset in Enumerable.Range(0, list.Subsets + 1)
            select new ListShape(part, order, subset, Filters: 0);
        ListShape[] filtered =
        [
            .. from part in new[] { ListPart.KeysetPage, ListPart.Count }
            from filter in new[] { "state", "updated_at__after", "name_contains", "stalled" }
            let bit = 1UL << list.Filters.Index().Single(entry => entry.Item.Name == filter).Index
            select new ListShape(part, Order: 0, Subset: 0, Filters: bit, Special: bit),
        ];
        return shapes
            .Concat(filtered)
            .SelectMany(shape =>
                StatementCatalog.EntriesOf("JobStatements.Lists", ListShapes.NameOf(list, shape), list.Compose(shape))
            )
            .Concat(StatementCatalog.EntriesOf("JobStatements.Statistics", shape: null, JobStatements.Statistics))
            .Concat(
                StatementCatalog.EntriesOf("JobChangeStatements.Changed", shape: null, JobChangeStatements.Changed)
            );
    }

    // A count has the narrowest index, which depends on the columns of the database; a list without a hint is in the order of ids.
    private static string MeantFor(string sql) =>
        IndexesIn(sql) is { Length: > 0 } indexes ? indexes
        : sql.Contains("\nORDER BY id", StringComparison.Ordinal) ? "pk_jobs"
        : "";

    private static string IndexesIn(string sql) =>
        string.Join(
            ',',
            Hint()
                .Matches(sql)
                .Select(hint => hint.Groups["index"].Value)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );

    private static string ValueOf((string Name, ColumnType Type) parameter) =>
        parameter.Type.Type switch
        {
            SqlDbType.DateTime2 => "'2000-01-01'",
            SqlDbType.Bit => "0",
            SqlDbType.VarChar or SqlDbType.NVarChar => "'x'",
            _ when parameter.Name == ScopedStatement.OrganizationParameter => "@id",
            _ => "1",
        };

    private static string Quoted(string sql) => sql.Replace("'", "''", StringComparison.Ordinal);

    [GeneratedRegex(@"(FORCESEEK|INDEX) \((?<index>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hint();
}
