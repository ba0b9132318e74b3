using JobsService.Infrastructure;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>
/// SQL Server's own parser and binder, which need no server (DacFx), on the schema that the migrations make.
/// </summary>
internal static class SqlServerBinder
{
    /// <summary>What the binder says about the schema and about statements in it; nothing is good.</summary>
    /// <param name="statements">Each with the declarations of its parameters, <c>@id bigint, …</c>.</param>
    /// <remarks>To it an unknown table is only a warning, so every message counts.</remarks>
    public static IReadOnlyList<string> MessagesAbout(params IEnumerable<(string Sql, string Parameters)> statements)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var definition in Schema())
        {
            model.AddObjects(definition);
        }

        try
        {
            foreach (var (index, statement) in statements.Index())
            {
                model.AddObjects($"CREATE PROCEDURE statement_{index} {statement.Parameters} AS\n{statement.Sql}");
            }
        }
        catch (DacModelException unparsed)
        {
            return [unparsed.Message];
        }

        return [.. model.Validate().Select(message => message.Message)];
    }

    /// <summary>The definitions of the migrations, one at a time, as the binder takes them.</summary>
    private static IEnumerable<string> Schema()
    {
        var assembly = typeof(InfrastructureServices).Assembly;
        foreach (var script in assembly.GetManifestResourceNames().Where(IsMigration).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(script)!);
            var sql = reader.ReadToEnd();
            var parsed = (TSqlScript)
                new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
            Assert.That(errors.Select(error => error.Message), Is.Empty, script);
            foreach (var statement in parsed.Batches.SelectMany(batch => batch.Statements))
            {
                yield return sql.Substring(statement.StartOffset, statement.FragmentLength);
            }
        }
    }

    private static bool IsMigration(string resource) => resource.StartsWith("SqlServer/", StringComparison.Ordinal);
}
