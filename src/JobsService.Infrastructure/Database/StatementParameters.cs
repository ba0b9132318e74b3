using System.Data;
using System.Data.Common;
using Dapper;

namespace JobsService.Infrastructure.Database;

/// <summary>Values for a statement, as Dapper takes them, but with the statement's types in place of those that Dapper guesses.</summary>
/// <param name="engine">Knows how its driver is told a type.</param>
/// <param name="statement">Has the types.</param>
/// <param name="values">An object with a property, or a dictionary with an entry, for each parameter.</param>
internal sealed class StatementParameters(IDatabaseEngine engine, Statement statement, object values)
    : DynamicParameters(values),
        SqlMapper.IDynamicParameters
{
    void SqlMapper.IDynamicParameters.AddParameters(IDbCommand command, SqlMapper.Identity identity)
    {
        AddParameters(command, identity);
        foreach (DbParameter parameter in command.Parameters)
        {
            engine.SetType(parameter, statement.TypeOf(parameter.ParameterName));
        }
    }
}
