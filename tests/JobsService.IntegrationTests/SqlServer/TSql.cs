using JobsService.Infrastructure;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>Parses T-SQL with SQL Server's own parser.</summary>
internal static class TSql
{
    /// <summary>The texts of the SQL Server migrations, in the order in which they run.</summary>
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

    /// <summary>The statements of a script, each as a syntax tree and as its original text.</summary>
    public static IEnumerable<(TSqlStatement Tree, string Sql)> StatementsOf(string script) =>
        Parse(script)
            .Batches.SelectMany(batch => batch.Statements)
            .Select(statement => (statement, script.Substring(statement.StartOffset, statement.FragmentLength)));

    /// <summary>Parses a script. A syntax error fails the test.</summary>
    public static TSqlScript Parse(string script)
    {
        var parser = new TSql160Parser(initialQuotedIdentifiers: true);
        var parsed = (TSqlScript)parser.Parse(new StringReader(script), out var errors);
        Assert.That(errors.Select(error => error.Message), Is.Empty, script);
        return parsed;
    }
}
