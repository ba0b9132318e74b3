using System.Data;
using System.Data.Common;
using Dapper;

namespace JobsService.Infrastructure.Database;

/// <summary>Gives Dapper the parameters of a statement with the types of their columns, instead of types that it guesses.</summary>
internal sealed class StatementParameters(IDatabaseEngine engine, Statement statement, StatementValues? values)
    : SqlMapper.IDynamicParameters
{
    /// <inheritdoc/>
    public void AddParameters(IDbCommand command, SqlMapper.Identity identity) =>
        engine.AddParameters((DbCommand)command, statement, values);
}
