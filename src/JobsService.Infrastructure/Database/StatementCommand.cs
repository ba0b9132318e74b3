using System.Data.Common;
using Dapper;

namespace JobsService.Infrastructure.Database;

/// <summary>Makes commands of statements.</summary>
internal static class StatementCommand
{
    /// <summary>The command of a statement, for Dapper.</summary>
    /// <param name="engine">The engine that runs it.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="values">A value for each parameter; null when it has none.</param>
    /// <param name="transaction">The transaction of the driver, or null.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static CommandDefinition CommandOf(
        this IDatabaseEngine engine,
        Statement statement,
        StatementValues? values,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    ) =>
        new(
            engine.TextOf(statement),
            new StatementParameters(engine, statement, values),
            transaction,
            cancellationToken: cancellationToken
        );

    /// <summary>A command of the driver whose parameters, in the order of the statement, have no values yet.</summary>
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
            AddParameter(engine, command, name, type);
        }

        return command;
    }

    /// <summary>Adds the parameters of a statement to a command, with their values.</summary>
    public static void AddParameters(
        this IDatabaseEngine engine,
        DbCommand command,
        Statement statement,
        StatementValues? values
    )
    {
        foreach (var (name, type) in statement.Parameters)
        {
            var parameter = AddParameter(engine, command, name, type);
            parameter.Value = engine.ValueOf(statement, name, values);

            // Again, because a length is at least that of the value.
            engine.SetType(parameter, type);
        }
    }

    /// <summary>The value of a parameter, as the driver takes it.</summary>
    /// <exception cref="InvalidOperationException">The statement has that parameter, and there is no value for it.</exception>
    public static object ValueOf(this IDatabaseEngine engine, Statement statement, string name, StatementValues? values)
    {
        if (values is null || !values.TryGetValue(name, out var value))
        {
            throw new InvalidOperationException($"There is no value for the parameter @{name} of: {statement.Text}");
        }

        return engine.ToDriver(value);
    }

    /// <summary>A value as the driver of an engine takes it.</summary>
    public static object ToDriver(this IDatabaseEngine engine, object? value) =>
        value switch
        {
            null => DBNull.Value,
            DateTimeOffset time => engine.ToColumn(time),
            _ => value,
        };

    /// <summary>Runs a query without parameters and returns the first column of its first row.</summary>
    public static T? Scalar<T>(this DbConnection connection, IDatabaseEngine engine, Statement statement) =>
        connection.ExecuteScalar<T>(engine.TextOf(statement));

    private static DbParameter AddParameter(IDatabaseEngine engine, DbCommand command, string name, ColumnType type)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@{name}";
        engine.SetType(parameter, type);
        command.Parameters.Add(parameter);
        return parameter;
    }
}
