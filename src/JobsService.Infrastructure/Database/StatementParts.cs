namespace JobsService.Infrastructure.Database;

/// <summary>
/// A statement on one table without its scope. <see cref="ScopedStatement"/> adds the conditions of the scope to the others,
/// so a statement cannot be written without them.
/// </summary>
/// <param name="Start">The SQL up to the <c>WHERE</c> clause.</param>
/// <param name="Conditions">The conditions besides the scope; all of them must hold.</param>
internal sealed record StatementParts(string Start, params IReadOnlyList<Condition> Conditions)
{
    /// <summary>The SQL after the <c>WHERE</c> clause.</summary>
    public string End { get; init; } = "";

    /// <summary>The parameters that are in no condition.</summary>
    public IReadOnlyList<(string Name, ColumnType Type)> OtherParameters { get; init; } = [];

    /// <inheritdoc cref="Statement.Limit"/>
    public RowLimit Limit { get; init; }

    /// <summary>
    /// Whether the statement for one organization has <see cref="Statement.IsForAnyOrganization"/> set.
    /// </summary>
    public bool IsForAnyOrganization { get; init; }

    /// <summary>The statement with the conditions of a scope; without any for every organization.</summary>
    public Statement With(IReadOnlyList<Condition> scope)
    {
        Condition[] conditions = [.. scope, .. Conditions];
        var end = End.Length == 0 ? "" : $"\n{End}";
        return new Statement(
            $"{Start}{Condition.Where(conditions)}{end}",
            [.. Condition.ParametersOf(conditions), .. OtherParameters]
        )
        {
            IsForAnyOrganization = IsForAnyOrganization && scope.Count > 0,
            Limit = Limit,
        };
    }
}
