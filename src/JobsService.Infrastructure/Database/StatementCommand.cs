using System.Data;
using System.Data.Common;
using Dapper;

namespace JobsService.Infrastructure.Database;

/// <summary>Creates ADO.NET and Dapper commands from statements.</summary>
internal static class StatementCommand
{
    /// <summary>
    /// Creates a Dapper command, which cannot be cancelled: after SqlClient has sent a cancellation, it waits for the server's response
    /// without a timeout.
    /// </summary>
    /// <param name="dialect">The dialect of the engine that runs the statement.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="values">A value for each parameter; null if the statement has none.</param>
    /// <param name="transaction">The driver's transaction, or null.</param>
    public static CommandDefinition CommandOf(
        this ISqlDialect dialect,
        Statement statement,
        StatementValues? values,
        DbTransaction? transaction
    ) => new(dialect.TextOf(statement), new StatementParameters(dialect, statement, values), transaction);

    /// <summary>Creates a driver command whose parameters, in the order of the statement, have no values yet.</summary>
    public static DbCommand Prepare(
        this ISqlDialect dialect,
        Statement statement,
        DbConnection connection,
        DbTransaction? transaction
    )
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = dialect.TextOf(statement);
        foreach (var (name, type) in statement.Parameters)
        {
            AddParameter(dialect, command, name, type);
        }

        return command;
    }

    /// <summary>Adds the parameters of a statement and their values to a command.</summary>
    public static void AddParameters(
        this ISqlDialect dialect,
        DbCommand command,
        Statement statement,
        StatementValues? values
    )
    {
        foreach (var (name, type) in statement.Parameters)
        {
            var parameter = AddParameter(dialect, command, name, type);
            parameter.Value = dialect.ValueOf(statement, name, values);

            // The value can be longer than the column, so the type is set again to adapt the length.
            dialect.SetType(parameter, type);
        }
    }

    /// <summary>Returns the value of a parameter, converted for the driver.</summary>
    /// <exception cref="InvalidOperationException">No value is set for the parameter.</exception>
    public static object ValueOf(this ISqlDialect dialect, Statement statement, string name, StatementValues? values)
    {
        if (values is null || !values.TryGetValue(name, out var value))
        {
            throw new InvalidOperationException(
                $"No value is set for parameter @{name} of the statement: {statement.Text}"
            );
        }

        return dialect.ToDriver(value);
    }

    /// <summary>Converts a value for the driver.</summary>
    public static object ToDriver(this ISqlDialect dialect, object? value) =>
        value switch
        {
            null => DBNull.Value,
            DateTimeOffset time => dialect.ToColumn(time),
            _ => value,
        };

    /// <summary>Runs a query without parameters and returns the first column of its first row.</summary>
    public static T? Scalar<T>(this DbConnection connection, ISqlDialect dialect, Statement statement) =>
        connection.ExecuteScalar<T>(dialect.TextOf(statement));

    private static DbParameter AddParameter(ISqlDialect dialect, DbCommand command, string name, ColumnType type)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@{name}";
        dialect.SetType(parameter, type);
        command.Parameters.Add(parameter);
        return parameter;
    }
}

/// <summary>Passes the parameters of a statement to Dapper with the types of their columns, instead of inferred types.</summary>
internal sealed class StatementParameters(ISqlDialect dialect, Statement statement, StatementValues? values)
    : SqlMapper.IDynamicParameters
{
    /// <inheritdoc/>
    public void AddParameters(IDbCommand command, SqlMapper.Identity identity) =>
        dialect.AddParameters((DbCommand)command, statement, values);
}
