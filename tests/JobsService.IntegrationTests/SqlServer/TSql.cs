using JobsService.Infrastructure;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>T-SQL, taken apart by SQL Server's own parser.</summary>
internal static class TSql
{
    /// <summary>The texts of SQL Server's migrations, in their order.</summary>
    public static IEnumerable<string> Migrations()
    {
        foreach (var name in MigrationScripts.Of(DatabaseProvider.SqlServer))
        {
            using var reader = new StreamReader(
                typeof(InfrastructureServices).Assembly.GetManifestResourceStream(name)!
            );
            yield return reader.ReadToEnd();
        }
    }

    /// <summary>The statements of a script, as trees and as they are written.</summary>
    public static IEnumerable<(TSqlStatement Tree, string Sql)> StatementsOf(string script) =>
        Parse(script)
            .Batches.SelectMany(batch => batch.Statements)
            .Select(statement => (statement, script.Substring(statement.StartOffset, statement.FragmentLength)));

    /// <summary>A script, which must be well-formed.</summary>
    public static TSqlScript Parse(string script)
    {
        var parser = new TSql160Parser(initialQuotedIdentifiers: true);
        var parsed = (TSqlScript)parser.Parse(new StringReader(script), out var errors);
        Assert.That(errors.Select(error => error.Message), Is.Empty, script);
        return parsed;
    }
}
