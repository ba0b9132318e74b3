using System.Collections.Concurrent;

namespace JobsService.Infrastructure.Database;

/// <summary>
/// Statements that differ in what is asked of them, one for each shape that a request can have. The shapes are known, so all
/// the statements can be enumerated; each is made, of its shape alone, when it is first used.
/// </summary>
/// <typeparam name="TShape">What a request can choose from; its text is the statement's name.</typeparam>
/// <param name="shapes">All that there are.</param>
/// <param name="make">Makes the statement of a shape.</param>
internal sealed class StatementSet<TShape>(IEnumerable<TShape> shapes, Func<TShape, ScopedStatement> make)
    : IStatementSet
    where TShape : notnull
{
    private readonly ConcurrentDictionary<TShape, ScopedStatement> _statements = new();

    /// <summary>The statement of a shape.</summary>
    public ScopedStatement this[TShape shape] => _statements.GetOrAdd(shape, make);

    /// <inheritdoc/>
    public IEnumerable<(string Name, ScopedStatement Statement)> Named =>
        shapes.Select(shape => ($"{shape}", this[shape]));
}

/// <summary>What a <see cref="StatementSet{TShape}"/> is to those who do not know its shapes.</summary>
internal interface IStatementSet
{
    /// <summary>The statements with their names.</summary>
    IEnumerable<(string Name, ScopedStatement Statement)> Named { get; }
}
