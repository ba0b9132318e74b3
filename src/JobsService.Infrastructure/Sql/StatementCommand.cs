using System.Data.Common;
using Dapper;

namespace JobsService.Infrastructure.Sql;

/// <summary>Makes a command of a statement.</summary>
internal static class StatementCommand
{
    /// <summary>The command that asks an engine a statement.</summary>
    /// <param name="engine">Has the text and the parameters' types.</param>
    /// <param name="statement">What to ask.</param>
    /// <param name="values">An object with a property, or a dictionary with an entry, for each parameter; or null.</param>
    /// <param name="transaction">What it runs in, or null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static CommandDefinition CommandOf(
        this ISqlEngine engine,
        Statement statement,
        object? values,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    ) =>
        new(
            engine.TextOf(statement),
            values is null ? null : new StatementParameters(engine, statement, values),
            transaction,
            cancellationToken: cancellationToken
        );

    /// <summary>Runs a query without parameters and returns the first column of its first row.</summary>
    public static T? Scalar<T>(this DbConnection connection, ISqlEngine engine, Statement statement) =>
        connection.ExecuteScalar<T>(engine.TextOf(statement));
}
