using System.Data.Common;
using Dapper;

namespace JobsService.Infrastructure.Database;

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
        this IDatabaseEngine engine,
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

    /// <summary>Runs a query on a connection that is in no transaction.</summary>
    public static Task<DbDataReader> ExecuteReader(
        this IDatabaseEngine engine,
        DbConnection connection,
        Statement query,
        StatementValues? values
    ) => connection.ExecuteReaderAsync(engine.CommandOf(query, values, transaction: null, CancellationToken.None));

    /// <summary>
    /// A command for a statement that runs many times: its parameters, in the statement's order, wait for values.
    /// </summary>
    public static DbCommand Prepare(
        this IDatabaseEngine engine,
        Statement statement,
        DbConnection connection,
        DbTransaction? transaction
    )
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = engine.TextOf(statement);
        foreach (var (name, type) in statement.Parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{name}";
            engine.SetType(parameter, type);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Runs a query without parameters and returns the first column of its first row.</summary>
    public static T? Scalar<T>(this DbConnection connection, IDatabaseEngine engine, Statement statement) =>
        connection.ExecuteScalar<T>(engine.TextOf(statement));
}
