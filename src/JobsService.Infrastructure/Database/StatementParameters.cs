using System.Data;
using System.Data.Common;
using Dapper;

namespace JobsService.Infrastructure.Database;

/// <summary>Passes the parameters of a statement to Dapper with the types of their columns, instead of inferred types.</summary>
internal sealed class StatementParameters(IDatabaseEngine engine, Statement statement, StatementValues? values)
    : SqlMapper.IDynamicParameters
{
    /// <inheritdoc/>
    public void AddParameters(IDbCommand command, SqlMapper.Identity identity) =>
        engine.AddParameters((DbCommand)command, statement, values);
}
