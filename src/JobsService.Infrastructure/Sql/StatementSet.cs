using System.Collections;

namespace JobsService.Infrastructure.Sql;

/// <summary>
/// Statements that differ in what is asked of them, one for each shape that a request can have. All of them are made at once,
/// so that they can be enumerated; none is made of what a caller sends.
/// </summary>
/// <typeparam name="TShape">What a request can choose from; its text is the statement's name.</typeparam>
internal sealed class StatementSet<TShape> : IStatementSet
    where TShape : notnull
{
    private readonly Dictionary<TShape, Statement> _statements;

    /// <summary>The statements for some shapes.</summary>
    /// <param name="shapes">All that there are.</param>
    /// <param name="make">Makes the statement of a shape.</param>
    public StatementSet(IEnumerable<TShape> shapes, Func<TShape, Statement> make) =>
        _statements = shapes.ToDictionary(shape => shape, make);

    /// <summary>The statement of a shape.</summary>
    public Statement this[TShape shape] => _statements[shape];

    /// <inheritdoc/>
    public IEnumerable<(string Name, Statement Statement)> Named =>
        _statements.Select(named => ($"{named.Key}", named.Value));

    public IEnumerator<Statement> GetEnumerator() => _statements.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>What a <see cref="StatementSet{TShape}"/> is to those who do not know its shapes.</summary>
internal interface IStatementSet : IEnumerable<Statement>
{
    /// <summary>The statements with their names.</summary>
    IEnumerable<(string Name, Statement Statement)> Named { get; }
}
